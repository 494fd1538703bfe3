import { z } from 'zod'

const Draft = z.object({
  mode: z.enum(['private', 'public', 'note']),
  body: z.string(),
  asks: z.boolean(),
})

/** What somebody is writing on a case, and who is to read it. */
export type Draft = z.output<typeof Draft>

/** Nothing written; private unless one says otherwise. */
export const emptyDraft: Draft = { mode: 'private', body: '', asks: false }

const Held = z.object({ draft: Draft, version: z.number(), isSaved: z.boolean() })

/** The copy of a draft in this browser: which version of the desk's it began from, and whether the desk has it all. */
export type Held = z.output<typeof Held>

const placeOf = (caseId: string) => `evenhand.draft.${caseId}`

/** The copy that was left on a case in this browser. */
export function heldDraft(caseId: string): Held | null {
  const text = localStorage.getItem(placeOf(caseId))
  if (text === null) return null
  try {
    return Held.parse(JSON.parse(text))
  } catch {
    return null
  }
}

/** Holds a copy in this browser, so that nothing is lost while the desk cannot be reached. */
export function holdDraft(caseId: string, held: Held): void {
  if (held.draft.body.trim() === '' && held.isSaved) localStorage.removeItem(placeOf(caseId))
  else localStorage.setItem(placeOf(caseId), JSON.stringify(held))
}

const asideOf = (caseId: string) => `evenhand.aside.${caseId}`

/** A reply is no note: what was begun of the one waits in this browser while the other is written. */
export function setAside(caseId: string, draft: Draft | null): void {
  if (draft === null || draft.body.trim() === '') localStorage.removeItem(asideOf(caseId))
  else localStorage.setItem(asideOf(caseId), JSON.stringify(draft))
}

/** What waits aside on a case, or nothing written. */
export function draftAside(caseId: string): Draft {
  try {
    return Draft.parse(JSON.parse(localStorage.getItem(asideOf(caseId)) ?? 'null'))
  } catch {
    return emptyDraft
  }
}
