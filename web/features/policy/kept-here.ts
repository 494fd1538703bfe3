import { z } from 'zod'
import { WrittenPolicy } from '#domain/policy/written-policy.ts'

const Kept = z.object({
  revision: z.number(),
  policy: WrittenPolicy,
  source: z.string(),
  purpose: z.string(),
})

/** What somebody has written into a draft and not saved, and the revision that they had before them. */
export type KeptHere = z.output<typeof Kept>

const place = (version: number) => `evenhand.policy-draft.${version}`

/** What was kept in this browser of a draft; null where nothing was, or it can no longer be read. */
export function readKept(version: number): KeptHere | null {
  try {
    const text = localStorage.getItem(place(version))
    return text === null ? null : (Kept.safeParse(JSON.parse(text)).data ?? null)
  } catch {
    return null
  }
}

/** Keeps what is not saved yet over a reload; where there is no room for it, the page goes on without. */
export function keepHere(version: number, kept: KeptHere): void {
  try {
    localStorage.setItem(place(version), JSON.stringify(kept))
  } catch {
    // A browser may refuse to keep anything. What is on the screen is still there, and can be saved.
  }
}

/** What is saved need not be kept here too. */
export function forgetKept(version: number): void {
  try {
    localStorage.removeItem(place(version))
  } catch {
    // As above.
  }
}
