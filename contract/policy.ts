import { z } from 'zod'
import { command, endpoint, instant, Named, words } from './endpoint.ts'
import { Finding } from './finding.ts'
import { Override } from './policy-override.ts'
import { approvers, documentText, revision, version, writers } from './policy-version.ts'

const key = command.key

const State = z
  .enum(['draft', 'submitted', 'scheduled', 'in-force', 'superseded', 'on-trial', 'lapsed', 'withdrawn'])
  .describe(
    'Scheduled until its date comes; superseded by a later one; lapsed when nobody answers for its findings any more.',
  )

const VersionRow = z.object({
  version: z.int(),
  name: z.string(),
  purpose: z.string().describe('What its author calls the change.'),
  state: State,
  revision: z.int(),
  basedOn: z.int().nullable(),
  author: Named.nullable().describe('None for the one that the organisation was born with.'),
  savedAt: instant,
  approvedBy: Named.nullable(),
  effectiveAt: instant.nullable(),
  until: instant.nullable().describe('Until when somebody answers for its findings.'),
  findings: z
    .int()
    .nullable()
    .describe('How many were found when it was last checked; none while it was not.'),
})

const LifeEvent = z.object({
  kind: z.enum([
    'drafted',
    'saved',
    'submitted',
    'sent-back',
    'approved',
    'took-effect',
    'superseded',
    'withdrawn',
    'overridden',
    'override-ended',
    'lapsed',
    'taken-over',
    'trial-started',
    'trial-ended',
  ]),
  at: instant,
  by: Named.nullable().describe('None where the clock did it.'),
  words: z.string().nullable(),
})

const TakeOver = z.object({
  id: z.uuid(),
  version: z.int(),
  state: z.enum(['going', 'finished']),
  taken: z.int().describe('Open cases that this version judges since.'),
  left: z.int().describe('Open cases that another version still judges; counted up to 1,000.'),
  askedBy: Named,
  askedAt: instant,
})

export const listPolicyVersions = endpoint({
  method: 'GET',
  path: '/policy/versions',
  summary: 'The versions of the policy, the newest first: drafts, the one in force, and those before it.',
  who: 'signed-in',
  input: z.object({ after: version.optional().describe('Go on below this version.') }),
  output: z.object({ inForce: z.int(), versions: z.array(VersionRow), next: z.int().nullable() }),
})

export const readPolicyVersion = endpoint({
  method: 'GET',
  path: '/policy/versions/:version',
  summary: 'One version: its document, what was found in it, its life, and who answers for each rule.',
  who: 'signed-in',
  input: z.object({ version }),
  output: VersionRow.extend({
    text: z.string().describe('As it was written.'),
    document: z.unknown().describe('The same as data.'),
    found: z
      .array(Finding)
      .nullable()
      .describe('What was found when it was last checked; none while this revision was not.'),
    writers: z.array(Named).describe('None of them may approve it.'),
    submittedBy: Named.nullable(),
    life: z.array(LifeEvent).describe('What happened to it, oldest first.'),
    overrides: z.array(Override),
    owners: z.record(z.string(), Named).describe('By `table.row`, who answers for the rule.'),
    takeOver: TakeOver.nullable(),
  }),
})

export const exportPolicy = endpoint({
  method: 'GET',
  path: '/policy/versions/:version/export',
  summary: 'One version as a YAML document, to keep or to edit elsewhere.',
  who: 'signed-in',
  input: z.object({ version }),
  output: z.object({ filename: z.string(), yaml: z.string() }),
})

export const diffPolicies = endpoint({
  method: 'GET',
  path: '/policy/diff/:from/:to',
  summary: 'What differs between two versions, change by change: data for sentences.',
  who: 'signed-in',
  input: z.object({ from: version, to: version }),
  output: z.object({
    changes: z.array(
      z.object({
        kind: z.enum([
          'name-changed',
          'principle-added',
          'principle-removed',
          'principle-changed',
          'fact-added',
          'fact-removed',
          'fact-changed',
          'table-added',
          'table-removed',
          'table-moved',
          'table-changed',
          'output-added',
          'output-removed',
          'output-changed',
          'row-added',
          'row-removed',
          'row-moved',
          'condition-changed',
          'answer-changed',
          'reason-changed',
          'rung-added',
          'rung-removed',
          'rung-changed',
          'desk-changed',
        ]),
        table: z.string().nullable(),
        row: z.string().nullable(),
        what: z.string().nullable().describe('The fact, output, principle, rung or part that it is about.'),
        part: z.string().nullable().describe('Of a fact, table or rung: which of its parts.'),
        before: z.string().nullable().describe('As it was written; none where it was not there.'),
        after: z.string().nullable().describe('As it is written; none where it is gone.'),
        position: z
          .string()
          .nullable()
          .describe('For what was added or moved: after which one it stands; none for the first.'),
      }),
    ),
  }),
})

export const savePolicyDraft = endpoint({
  method: 'POST',
  path: '/policy/drafts',
  summary:
    'Save a draft: a new one, or the next revision of one. What cannot be read is refused with line and column.',
  who: writers,
  input: z.object({
    text: documentText,
    purpose: words(500),
    version: z.int().min(1).optional().describe('The draft that is gone on with; none for a new one.'),
    revision: revision.optional(),
    basedOn: z.int().min(1).optional().describe('Which version a new one began with.'),
    key,
  }),
  output: z.object({ version: z.int(), revision: z.int(), savedAt: instant }),
})

export const checkPolicy = endpoint({
  method: 'POST',
  path: '/policy/check',
  summary:
    'Check a policy without keeping it: the document itself as JSON, or `{text}` with YAML or JSON. Nothing found is good.',
  who: 'signed-in',
  scope: 'read',
  input: z.looseObject({ text: documentText.optional() }),
  output: z.object({ findings: z.array(Finding) }),
})

export const submitPolicy = endpoint({
  method: 'POST',
  path: '/policy/versions/:version/submit',
  summary:
    'Have a draft checked and hand it over for approval. Refused with the findings, unless an executive answers for them; and with the rungs that it loses, unless each may go.',
  who: writers,
  input: z.object({
    version,
    revision,
    without: z
      .array(z.string().max(100))
      .max(50)
      .optional()
      .describe(
        'By id: rungs on which the house has put people, which this version has no more, and which may go.',
      ),
    key,
  }),
  output: z.object({ version: z.int(), state: State }),
})

export const approvePolicy = endpoint({
  method: 'POST',
  path: '/policy/versions/:version/approve',
  summary:
    'Approve what somebody else has written: it is checked again, and in force from its date. Whoever wrote in it may not.',
  who: approvers,
  input: z.object({
    version,
    revision,
    effectiveAt: instant.optional().describe('Now, when nothing is said.'),
    key,
  }),
  output: z.object({ version: z.int(), state: State, effectiveAt: instant }),
})

export const sendPolicyBack = endpoint({
  method: 'POST',
  path: '/policy/versions/:version/send-back',
  summary: 'Give a submitted policy back to its author, and say why. An author may take their own back.',
  who: approvers,
  input: z.object({ version, because: words(2000), key }),
  output: z.object({ version: z.int(), state: State }),
})

export const withdrawPolicy = endpoint({
  method: 'POST',
  path: '/policy/versions/:version/withdraw',
  summary: 'Withdraw a draft, or an approved policy whose date has not come yet.',
  who: approvers,
  input: z.object({ version, because: words(2000), key }),
  output: z.object({ version: z.int(), state: State }),
})

export const takeOverCases = endpoint({
  method: 'POST',
  path: '/policy/versions/:version/take-over',
  summary:
    'Let the version in force judge the open cases too that were opened under another. Each is told so in its own record.',
  who: approvers,
  input: z.object({ version, because: words(2000), key }),
  output: TakeOver,
})
