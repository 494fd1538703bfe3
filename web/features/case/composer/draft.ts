import { z } from 'zod'

const Draft = z.object({
  mode: z.enum(['private', 'public', 'note']),
  body: z.string(),
  asks: z.boolean(),
})

/** What somebody is writing on a case, and who is to read it. */
export type Draft = z.output<typeof Draft>

/** So many characters a reply may have, or a note. */
export const mostIn = (mode: Draft['mode']): number => (mode === 'note' ? 20_000 : 50_000)

/** Nothing written; private unless one says otherwise. */
export const emptyDraft: Draft = { mode: 'private', body: '', asks: false }

const Held = z.object({ draft: Draft, version: z.number(), isSaved: z.boolean() })

/** The copy of a draft in this browser: which version of the desk's it began from, and whether the desk has it all. */
export type Held = z.output<typeof Held>

/** On which case somebody writes, and who: whoever signs in next in this browser finds their own words alone. */
export type Writing = { caseId: string; me: string }

const placeOf = ({ caseId, me }: Writing) => `evenhand.draft.${me}.${caseId}`

/** The copy that somebody left on a case in this browser. */
export function heldDraft(writing: Writing): Held | null {
  return readKept(Held, placeOf(writing))
}

/** Holds a copy in this browser, so that nothing is lost while the desk cannot be reached. */
export function holdDraft(writing: Writing, held: Held): void {
  if (held.draft.body.trim() === '' && held.isSaved) localStorage.removeItem(placeOf(writing))
  else localStorage.setItem(placeOf(writing), JSON.stringify(held))
}

/** What waits in this browser while something else is written on the case, the first to come back first. */
export type Aside = { read: () => readonly Draft[]; keep: (drafts: readonly Draft[]) => void }

/** A reply is no note: what was begun of the one waits while the other is written. */
export function asideOf({ caseId, me }: Writing): Aside {
  const place = `evenhand.aside.${me}.${caseId}`
  return {
    read: () => readKept(z.array(Draft), place) ?? [],
    keep: (drafts) => {
      if (drafts.length === 0) localStorage.removeItem(place)
      else localStorage.setItem(place, JSON.stringify(drafts))
    },
  }
}

/** What is kept here under a name; null where nothing is, or nothing that can be understood any more. */
function readKept<Kept>(shape: z.ZodType<Kept>, place: string): Kept | null {
  try {
    return shape.parse(JSON.parse(localStorage.getItem(place) ?? 'null'))
  } catch {
    return null
  }
}
