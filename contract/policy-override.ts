import { z } from 'zod'
import { command, endpoint, instant, Named, words } from './endpoint.ts'
import { Finding } from './finding.ts'
import { revision, version } from './policy-version.ts'

const key = command.key

/** That somebody answers for what was found in a policy, until a day. */
export const Override = z.object({
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
