import { z } from 'zod'
import { command, endpoint, instant, Named, words } from './endpoint.ts'
import { version } from './policy-version.ts'

const key = command.key

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
