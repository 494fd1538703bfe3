import type { z } from 'zod'
import { formLanguages, type saveForm } from '#contract/forms.ts'
import type { FormRow } from '#server/store/forms.ts'

/** A language that the public pages speak. */
export type FormLanguage = (typeof formLanguages)[number]

/** A language by its code, if the public pages speak it. */
export const languageOf = (text: string): FormLanguage | undefined =>
  formLanguages.find((known) => known === text)

/** A form as the settings show it. */
export const formView = (row: FormRow): z.input<typeof saveForm.output> => ({
  id: row.id,
  slug: row.slug,
  title: row.title,
  language: languageOf(row.language) ?? 'en',
  intro: row.intro,
  asksOrder: row.asks_order,
  asksPhone: row.asks_phone,
  topics: row.topics,
  origins: row.origins,
  difficulty: row.difficulty,
  sendsReceipt: row.sends_receipt,
  team: row.team,
  isActive: row.is_active,
  createdAt: row.created_at.toString(),
})
