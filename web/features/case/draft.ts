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

const placeOf = (caseId: string) => `evenhand.draft.${caseId}`

/** The draft that was left on a case in this browser. */
export function readDraft(caseId: string): Draft {
  const text = localStorage.getItem(placeOf(caseId))
  if (text === null) return emptyDraft
  try {
    return Draft.parse(JSON.parse(text))
  } catch {
    return emptyDraft
  }
}

/** Keeps a draft until it is sent; an empty one leaves nothing behind. */
export function keepDraft(caseId: string, draft: Draft): void {
  if (draft.body.trim() === '') localStorage.removeItem(placeOf(caseId))
  else localStorage.setItem(placeOf(caseId), JSON.stringify(draft))
}
