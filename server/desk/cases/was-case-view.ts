import type { z } from 'zod'
import type { WasCase as View } from '#contract/items.ts'
import type { WasCase } from '#server/store/set-aside-cases.ts'
import type { Names } from '../names.ts'

/** Which case an item was when a colleague set it aside, as the lists tell; null of what never was one. */
export const wasCaseView = (was: WasCase | null, names: Names): z.input<typeof View> | null =>
  was && { caseId: was.id, number: was.number, by: names(was.by), at: was.at }
