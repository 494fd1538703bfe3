import { z } from 'zod'
import { faultKinds } from '#domain/policy/proof/finding.ts'
import { command, endpoint, instant, Named, words } from './endpoint.ts'

const key = command.key
const value = z.union([z.string(), z.number(), z.boolean(), z.null()])
/** A table that gathers answers with a list. */
const answer = z.union([value, z.array(value).readonly()])
const version = z.coerce.number().int().min(1).max(2_000_000_000)
const revision = z
  .int()
  .min(1)
  .describe('The revision you saw; refused with 409 when somebody has saved since.')

/** Those who write policy, and those who may approve what another has written. */
const writers = ['admin', 'policy'] as const
const approvers = ['admin', 'policy', 'executive'] as const

/** A policy document as people keep it: YAML or JSON. */
const documentText = z.string().min(1).max(1_000_000).describe('The policy document, as YAML or JSON.')

const findingKinds = [...faultKinds, 'not-proved'] as const

export const Finding = z.object({
  kind: z.enum(findingKinds),
  table: z.string().nullable().describe('None where it is about the ladder.'),
  rows: z.array(z.string()),
  facts: z.record(z.string(), z.unknown()).describe('The counter-example: facts that lead to the fault.'),
  instead: z
    .record(z.string(), z.unknown())
    .nullable()
    .describe('Of a fault between two complaints: where the other one differs.'),
  where: z
    .array(z.object({ fact: z.string(), cell: z.string() }))
    .describe('What the fault hangs on: nothing of it can be left out, or said more widely.'),
  saying: z.looseObject({ says: z.string() }).describe('The same as the message, as data for a sentence.'),
  message: z.string().describe('A sentence to whoever wrote the policy.'),
})

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

const Override = z.object({
  id: z.uuid(),
  version: z.int(),
  name: z.string().describe('Of the policy.'),
  executive: Named,
  because: z.string(),
  givenAt: instant,
  until: instant,
  state: z.enum(['standing', 'ended']),
  isInForce: z.boolean().describe('Whether new complaints are judged by this policy now.'),
  openCases: z.int().describe('Open cases that are judged by it; counted up to 1,000.'),
  findings: z.array(Finding),
})

const Comment = z.object({
  id: z.uuid(),
  version: z.int(),
  table: z.string(),
  row: z.string().nullable().describe('None where it is about the whole table.'),
  caseId: z.uuid().nullable(),
  by: Named,
  at: instant,
  body: z.string(),
  owner: Named.describe('Whom it reached: whoever last changed the rule, or who writes policy now.'),
  answer: z.object({ body: z.string(), by: Named, at: instant }).nullable(),
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
    'Have a draft checked and hand it over for approval. Refused with the findings, unless an executive answers for them.',
  who: writers,
  input: z.object({ version, revision, key }),
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

export const overridePolicy = endpoint({
  method: 'POST',
  path: '/policy/versions/:version/overrides',
  summary:
    'Answer, as an executive and by name, for what was found in a policy, until a day. Everybody sees it; when the day comes the policy is in force no longer.',
  who: ['executive'],
  input: z.object({ version, revision, because: words(4000), until: instant, key }),
  output: Override,
})

export const endOverride = endpoint({
  method: 'POST',
  path: '/policy/overrides/:overrideId/end',
  summary: 'Answer no longer for what was found in a policy: at once.',
  who: ['admin', 'executive'],
  input: z.object({ overrideId: z.uuid(), key }),
  output: z.object({ id: z.uuid() }),
})

export const listOverrides = endpoint({
  method: 'GET',
  path: '/policy/overrides',
  summary:
    'Findings that somebody answers for in spite of the proof: of policies that are in force, will be, or still judge an open case.',
  who: 'signed-in',
  input: z.object({}),
  output: z.object({ overrides: z.array(Override) }),
})

export const commentOnRule = endpoint({
  method: 'POST',
  path: '/policy/comments',
  summary: 'Say something about a rule. It reaches whoever answers for the rule.',
  who: 'signed-in',
  scope: 'cases',
  input: z.object({
    version: z.int().min(1),
    table: z.string().min(1).max(200),
    row: z.string().min(1).max(200).optional(),
    caseId: z.uuid().optional().describe('The case on which it was noticed.'),
    body: words(4000),
    key,
  }),
  output: Comment,
})

export const listComments = endpoint({
  method: 'GET',
  path: '/policy/comments',
  summary: 'Comments on rules: on a version, or those that wait for you and the answers you got.',
  who: 'signed-in',
  input: z.object({
    version: version.optional().describe('Those on this version; none for yours.'),
  }),
  output: z.object({
    comments: z.array(Comment),
    waiting: z.int().describe('How many wait for your answer; counted up to 1,000.'),
  }),
})

export const answerComment = endpoint({
  method: 'POST',
  path: '/policy/comments/:commentId/answer',
  summary: 'Answer a comment on a rule of yours. Who writes policy may answer any.',
  who: 'signed-in',
  scope: 'cases',
  input: z.object({ commentId: z.uuid(), body: words(4000), key }),
  output: Comment,
})

/** Why one table says what it says. */
export const Reason = z.object({
  table: z.string(),
  kind: z.enum(['measure', 'attention', 'permission', 'outcome']),
  answers: z.record(z.string(), answer),
  fired: z
    .array(
      z.object({
        row: z.string(),
        when: z.record(z.string(), z.string()).describe('Its conditions as they are written.'),
        because: z.string().nullable().describe('The principle that it cites, in words.'),
        /** Who answers for the rule, where the policy is kept here. */
        owner: Named.nullable(),
      }),
    )
    .describe('The rows that gave the answer.'),
  others: z
    .array(
      z.object({
        row: z.string(),
        keptBy: z.string().nullable().describe('The fact that kept it from firing; none where it fits too.'),
        wanted: z.string().nullable().describe('What the row asks of that fact, as it is written.'),
        had: value.describe('What was known of it.'),
      }),
    )
    .describe('Every other row, and what kept it from firing.'),
  nearest: z
    .object({
      fact: z.string(),
      from: value,
      to: value,
      answers: z.record(z.string(), answer),
      rows: z.array(z.string()),
    })
    .nullable()
    .describe('The least change of one fact that would change the answer; none where no single one would.'),
})

const Decided = z.object({
  measure: z.record(z.string(), answer),
  attention: z.record(z.string(), answer),
  permission: z.record(z.string(), answer),
  outcome: z.record(z.string(), answer),
  why: z.array(Reason),
})

export const tryPolicy = endpoint({
  method: 'POST',
  path: '/policy/try',
  summary:
    'What some version, or a text that is not kept, would say about these facts, and why; the one in force when nothing is said.',
  who: 'signed-in',
  scope: 'read',
  input: z.object({
    version: z.int().min(1).optional(),
    text: documentText.optional(),
    facts: z.record(z.string().max(200), value),
  }),
  output: Decided,
})

export const explainCase = endpoint({
  method: 'GET',
  path: '/cases/:caseId/why',
  summary:
    'Why a case is treated as it is: the version that judges it, its rows and facts, what kept other rows from firing, and the nearest change. Or why at an earlier decision.',
  who: 'signed-in',
  input: z.object({
    caseId: z.uuid(),
    seq: z.coerce
      .number()
      .int()
      .min(1)
      .optional()
      .describe('The event by which it was decided; the newest when none.'),
  }),
  output: z.object({
    version: z.int(),
    name: z.string(),
    seq: z.int(),
    at: instant,
    facts: z.record(z.string(), value).describe('As they were known then.'),
    why: z.array(Reason),
  }),
})

const Treatment = z.record(z.string(), answer)

export const rehearsePolicy = endpoint({
  method: 'POST',
  path: '/policy/rehearsals',
  summary:
    'Rehearse a version, or a text that is not kept, on past cases: asked again with what was known then. Answers at once; look for its result.',
  who: ['admin', 'policy', 'analyst', 'executive', 'lead'],
  scope: 'settings',
  input: z.object({
    version: z.int().min(1).optional(),
    text: documentText.optional(),
    against: z.int().min(1).optional().describe('What it is compared with; the one in force when none.'),
    from: instant.optional().describe('Cases opened since; all when nothing is said.'),
    until: instant.optional(),
    seniorFrom: z
      .string()
      .max(200)
      .optional()
      .describe('The lowest rung whose time is counted as senior; the second from the top when none.'),
    minutes: z
      .number()
      .min(1)
      .max(600)
      .default(20)
      .describe('What a case takes of a senior, in minutes. It is assumed, not measured.'),
    key,
  }),
  output: z.object({ id: z.uuid() }),
})

const Minutes = z.object({
  low: z.number(),
  middle: z.number(),
  high: z.number(),
})

const RehearsalRow = z.object({
  id: z.uuid(),
  version: z.int().nullable(),
  against: z.int(),
  askedBy: Named,
  askedAt: instant,
  state: z.enum(['waiting', 'going', 'done', 'failed']),
  progress: z.number().min(0).max(1),
  because: z.string().nullable().describe('Why it failed.'),
})

export const RehearsalResult = z.object({
  cases: z.int().describe('Past cases that were asked about.'),
  vectors: z.int().describe('How many different sets of facts they had.'),
  since: instant.nullable(),
  until: instant.nullable(),
  days: z.int().describe('From the first case to the last.'),
  different: z.int().describe('Cases that would be treated differently at any time of their lives.'),
  changes: z
    .array(
      z.object({
        table: z.string(),
        output: z.string(),
        kind: z.enum(['measure', 'attention', 'permission', 'outcome']),
        before: answer,
        after: answer,
        cases: z.int(),
      }),
    )
    .describe('What would change for how many, the commonest first.'),
  list: z
    .array(
      z.object({
        caseId: z.uuid(),
        number: z.int(),
        openedAt: instant,
        facts: z.record(z.string(), value),
        before: Treatment,
        after: Treatment,
      }),
    )
    .describe('The newest of them, each with what differs.'),
  unknown: z
    .array(
      z.object({
        fact: z.string(),
        cases: z.int(),
        why: z
          .enum(['not-recorded', 'not-known'])
          .describe(
            'Not recorded: the policy of then did not speak of it. Not known: nobody had entered it.',
          ),
      }),
    )
    .describe('Facts that the rehearsed policy reads and that were unknown then, by number of cases.'),
  rungs: z
    .array(
      z.object({
        rung: z.string(),
        title: z.string(),
        before: z.number().describe('Cases a day whose highest rung it is.'),
        after: z.number(),
      }),
    )
    .describe('From the front line up.'),
  people: z
    .array(z.object({ who: Named, before: z.number(), after: z.number() }))
    .describe('Cases a day, if each rung’s are shared out by the hours that people stand on it.'),
  senior: z.object({
    from: z.string().describe('The lowest rung whose time is counted.'),
    minutesEach: z.number(),
    before: Minutes,
    after: Minutes,
    difference: Minutes,
    confidence: z.literal(0.95),
    weeks: z.int().describe('The interval is taken over so many weeks; with fewer than two there is none.'),
  }),
  seconds: z.number(),
})

export const readRehearsal = endpoint({
  method: 'GET',
  path: '/policy/rehearsals/:rehearsalId',
  summary: 'How far a rehearsal is, and what came out of it.',
  who: 'signed-in',
  input: z.object({ rehearsalId: z.uuid() }),
  output: RehearsalRow.extend({ result: RehearsalResult.nullable() }),
})

export const listRehearsals = endpoint({
  method: 'GET',
  path: '/policy/rehearsals',
  summary: 'The newest rehearsals, without their results.',
  who: 'signed-in',
  input: z.object({ version: version.optional() }),
  output: z.object({ rehearsals: z.array(RehearsalRow) }),
})

/** What a trial may be about: what became of a case, yes or no, by the end of its time. Less of each is better. */
export const trialMeasures = ['failed', 'date-missed', 'disagreed', 'still-open'] as const

const Arm = z.object({ version: z.int(), cases: z.int(), counted: z.int(), rate: z.number().nullable() })

const Trial = z.object({
  id: z.uuid(),
  version: z.int(),
  against: z.int(),
  share: z.number().describe('Of the new cases, which part the version on trial judges.'),
  measure: z.enum(trialMeasures),
  guardrails: z.array(z.enum(trialMeasures)),
  startedBy: Named,
  startedAt: instant,
  endsAt: instant.describe('From then on no case is drawn. Set before it began.'),
  readAt: instant.describe('When every case has had its time: before that nothing is read out.'),
  state: z.enum(['running', 'waiting', 'read', 'broken-off']),
  because: z.string().nullable().describe('Why it was broken off.'),
  drawn: z.object({ onTrial: z.int(), inForce: z.int() }).describe('How many cases were drawn so far.'),
  verdict: z
    .object({
      says: z.enum(['better', 'worse', 'no-difference-shown', 'too-few']),
      onTrial: Arm,
      inForce: Arm,
      difference: z.number().nullable().describe('In the rate; below nothing is better.'),
      interval: z.object({ low: z.number(), high: z.number() }).nullable().describe('95 %, by Newcombe.'),
      p: z.number().nullable().describe('Fisher’s exact test, both sides.'),
    })
    .nullable(),
})

export const startTrial = endpoint({
  method: 'POST',
  path: '/policy/trials',
  summary:
    'Split new cases at random between the version in force and a submitted one, until a day set now. It approves what somebody else has written, with the same proofs.',
  who: approvers,
  input: z.object({
    version: z.int().min(1),
    revision,
    share: z.number().min(0.001).max(0.999).default(0.5),
    measure: z.enum(trialMeasures),
    guardrails: z.array(z.enum(trialMeasures)).max(4).default([]),
    endsAt: instant,
    followUpDays: z.int().min(1).max(90).default(14).describe('How long each case has before it is counted.'),
    key,
  }),
  output: Trial,
})

export const listTrials = endpoint({
  method: 'GET',
  path: '/policy/trials',
  summary: 'Trials, the newest first. What they show is told when they have ended, and not before.',
  who: 'signed-in',
  input: z.object({}),
  output: z.object({ trials: z.array(Trial) }),
})

export const breakTrialOff = endpoint({
  method: 'POST',
  path: '/policy/trials/:trialId/break-off',
  summary: 'Break a trial off, and say why. It is never read out.',
  who: approvers,
  input: z.object({ trialId: z.uuid(), because: words(2000), key }),
  output: Trial,
})
