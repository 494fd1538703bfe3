import { z } from 'zod'
import { sharings } from '#domain/people/sharing.ts'
import { instant } from './endpoint.ts'

/** Where something that speaks for a link comes from: a message, a claim, a colleague by handle, or the desk itself. */
export const LinkSource = z.object({
  kind: z.enum(['message', 'claim', 'member', 'desk']),
  id: z.string().nullable(),
  name: z.string().nullable().describe('Of the colleague, where it is one’s word.'),
})

/** What speaks for it that somebody is who they seem, and how much it proves. */
export const EvidenceView = z.object({
  evidence: z.string(),
  strength: z.enum(['strong', 'medium', 'weak']),
  source: LinkSource,
  at: instant.nullable(),
})

/** An account of a person, with what speaks for and against it. */
export const AccountView = z.object({
  id: z.uuid(),
  kind: z.string(),
  network: z.string(),
  address: z.string(),
  sharing: z.enum(sharings).nullable().describe('Whose it is, where a colleague said so.'),
  isSharedPerhaps: z.boolean().describe('Several people seem to write from it, and nobody has said yet.'),
  names: z.array(z.string()).describe('Under which other names it has written.'),
  looksLike: z
    .object({ network: z.string(), address: z.string(), whose: z.enum(['ours', 'staff', 'customer']) })
    .nullable()
    .describe('Another account that it can be taken for.'),
})
