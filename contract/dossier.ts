import { z } from 'zod'
import { dossierParts, dossierSays } from '#domain/dossier/dossier.ts'
import { deskRoles } from '#domain/role.ts'
import { endpoint, instant, Named } from './endpoint.ts'

export const showDossier = endpoint({
  method: 'GET',
  path: '/cases/:caseId/dossier',
  summary:
    'What whoever takes a case up has to know, each line with the event that shows it: what failed, what is promised, silences, dates, what policy allows, and what happened.',
  who: deskRoles,
  input: z.object({ caseId: z.uuid() }),
  output: z.object({
    caseId: z.uuid(),
    number: z.int(),
    subject: z.string(),
    person: Named.nullable(),
    owner: Named,
    rung: Named,
    state: z.enum(['open', 'closed', 'merged', 'taken-back']),
    severity: z.int(),
    asOf: instant,
    isWhole: z
      .boolean()
      .describe('False where more was said and done than a dossier reads: it tells of the newest then.'),
    lines: z.array(
      z.object({
        part: z.enum(dossierParts),
        says: z.enum(dossierSays),
        at: instant,
        caseId: z.uuid(),
        seq: z.int().describe('The event of that case which shows it.'),
        by: Named.nullable(),
        words: z.string().nullable().describe('What was said then, as far as it was not erased.'),
        values: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
      }),
    ),
  }),
})
