import { z } from 'zod'
import { endpoint } from './endpoint.ts'

const PublicAddress = z.object({
  address: z
    .string()
    .nullable()
    .describe(
      'Scheme, host and port that links to this desk begin with; null: those of whoever makes the link.',
    ),
  isLocked: z.boolean().describe('Whoever runs the desk has set it by EVENHAND_PUBLIC_URL.'),
})

export const showPublicAddress = endpoint({
  method: 'GET',
  path: '/public-address',
  summary: 'Where customers and colleagues reach this desk: what every link that it gives begins with.',
  who: 'signed-in',
  input: z.object({}),
  output: PublicAddress,
})

export const setPublicAddress = endpoint({
  method: 'POST',
  path: '/public-address',
  summary: 'Say where customers and colleagues reach this desk. Refused where whoever runs it has said so.',
  who: ['admin'],
  input: z.object({ address: z.string().max(300).nullable() }),
  output: PublicAddress,
})
