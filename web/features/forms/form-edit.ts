import type { z } from 'zod'
import type { saveForm } from '#contract/forms.ts'
import type { FormView } from './forms-query.ts'

/** A form as it is being changed: lists are lines of text. */
export type FormEdit = Omit<FormView, 'id' | 'createdAt' | 'topics' | 'origins'> & {
  id: string | undefined
  topics: string
  origins: string
}

/** A form that nobody has written yet. */
export const newForm = (): FormEdit => ({
  id: undefined,
  slug: '',
  title: '',
  language: 'en',
  intro: '',
  asksOrder: true,
  asksPhone: false,
  topics: '',
  origins: '',
  difficulty: 15,
  sendsReceipt: true,
  team: null,
  isActive: true,
})

/** A form that is there, to be changed. */
export function editOf(form: FormView): FormEdit {
  const { id, slug, title, language, intro, asksOrder, asksPhone, difficulty, sendsReceipt, team, isActive } =
    form
  const asked = {
    id,
    slug,
    title,
    language,
    intro,
    asksOrder,
    asksPhone,
    difficulty,
    sendsReceipt,
    team,
    isActive,
  }
  return { ...asked, topics: form.topics.join('\n'), origins: form.origins.join('\n') }
}

const linesOf = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)

/** What is asked of the desk, but for the key. */
export const inputOf = (edit: FormEdit): Omit<z.input<typeof saveForm.input>, 'key'> => ({
  ...edit,
  slug: edit.slug || slugOf(edit.title),
  topics: linesOf(edit.topics),
  origins: sitesIn(edit.origins),
})

/** What is pasted is often the address of a page: its site is what counts. A bare name means the site behind https. */
const sitesIn = (text: string): string[] => [...new Set(linesOf(text).map((line) => siteOf(line) ?? line))]

/** The same as lines, for the field in which they were written. */
export const sitesWritten = (text: string): string => sitesIn(text).join('\n')

/** The first line that names no site; undefined where all do. */
export const noSite = (text: string): string | undefined =>
  linesOf(text).find((line) => siteOf(line) === undefined)

function siteOf(line: string): string | undefined {
  const isNamedAlone = /^[\p{L}\d-]+(?:\.[\p{L}\d-]+)+(?::\d+)?(?:[/?#]|$)/u.test(line)
  const url = URL.parse(isNamedAlone ? `https://${line}` : line)
  return url?.protocol === 'https:' || url?.protocol === 'http:' ? url.origin : undefined
}

/** The address that a title suggests. */
export const slugOf = (title: string): string =>
  title
    .normalize('NFKD')
    .replaceAll(/\p{Mark}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replaceAll(/^-+|-+$/g, '')
