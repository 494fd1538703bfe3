import type { z } from 'zod'
import type { CaseView } from '#contract/case-view.ts'

type View = Pick<z.output<typeof CaseView>, 'replyTo' | 'person'>

/** To whom a reply goes, and how: the account that wrote last, by the way it wrote. */
export type Addressee = NonNullable<View['replyTo']>

/** Whom a reply reaches, called by the person's name; nobody where the desk knows no way to them. */
export const addresseeOf = ({ replyTo, person }: View): Addressee | null =>
  replyTo && { ...replyTo, name: person?.name ?? replyTo.name }
