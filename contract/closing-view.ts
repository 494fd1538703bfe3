import { z } from 'zod'
import { feelings, sayings, ways } from '#domain/case/customers-word.ts'
import { instant, Named } from './endpoint.ts'

/** What keeps a case from being closed. */
const LackView = z.discriminatedUnion('lack', [
  z.object({
    lack: z.enum([
      'word',
      'action',
      'told-no',
      'second-no',
      'disagreement',
      'out-of-scope',
      'somebody-to-ask',
    ]),
  }),
  z.object({
    lack: z.literal('attempts'),
    made: z.int(),
    of: z.int(),
    daysApart: z.int(),
    countsFrom: z.iso
      .date()
      .nullable()
      .describe('The day from which the next question counts, where one of today would not.'),
    silentDays: z.int().describe('How long they are then silent before silence may close the case.'),
  }),
  z.object({ lack: z.literal('silence'), until: instant, days: z.int() }),
  z.object({ lack: z.literal('nothing-asked'), because: z.enum(['harm', 'harm-unknown', 'promise', 'no']) }),
])

/** How far a case is from being settled: what the customer said, what they found, and what is missing to close it. */
export const ClosingView = z.object({
  word: z
    .object({ says: z.enum(sayings), way: z.enum(ways), at: instant, by: z.enum(['customer', 'colleague']) })
    .nullable(),
  attempts: z.array(z.object({ way: z.enum(['reply', 'call']), at: instant })),
  felt: z.partialRecord(
    z.enum(feelings),
    z.object({ is: z.boolean(), by: z.enum(['customer', 'colleague']) }),
  ),
  toldNo: z
    .object({ decision: z.enum(['not-upheld', 'out-of-scope']), at: instant, isDisputed: z.boolean() })
    .nullable(),
  elsewhere: z
    .string()
    .describe('Where customers can go who do not accept a no, as the organisation says it.'),
  closed: z.object({ at: instant, by: Named }).nullable(),
  lacks: z
    .object({
      word: z.array(LackView),
      silence: z.array(LackView),
      deadlock: z.array(LackView),
      'asks-nothing': z.array(LackView),
      'nobody-to-ask': z.array(LackView),
    })
    .describe('What each ground still lacks, whatever is decided.'),
})
