import { queryOptions, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { listTemplates } from '#contract/writing.ts'
import { deskRoles } from '#domain/role.ts'
import { ask } from '#web/api.ts'
import { queries } from '#web/queries.ts'
import { locale } from '#web/words/say.ts'
import { matching, suggestionAt, type Beginning } from './suggestion-at.ts'

/** What finishes the words that were begun: a template's text, or a colleague's handle. */
export type Suggestion = { id: string; name: string; about: string; text: string }

const most = 40

/** The templates as they are offered; they change seldom. */
export const offeredTemplates = queryOptions({
  queryKey: ['templates'],
  queryFn: () => ask(listTemplates, {}),
  staleTime: 60_000,
})

/** The templates, or the colleagues, that fit what is being typed; templates in the customer's language come first. */
export function useSuggestions(
  isNote: boolean,
  language: string | null,
  fill: (body: string, language: string) => string,
) {
  const [begun, begin] = useState<Beginning | null>(null)
  const [marked, mark] = useState(0)
  const templates = useQuery({ ...offeredTemplates, enabled: begun?.kind === 'template' })
  const members = useQuery({ ...queries.colleagues, enabled: begun?.kind === 'colleague' })
  const choices = begun ? matching(allOf(begun.kind), begun.query, ({ name, id }) => `${name} ${id}`) : []

  function allOf(kind: Beginning['kind']): Suggestion[] {
    if (kind === 'colleague')
      return (members.data?.members ?? [])
        .filter(({ role }) => deskRoles.some((one) => one === role))
        .map(({ id, name }) => ({ id, name, about: `@${id}`, text: `@${id} ` }))
    return (templates.data?.templates ?? [])
      .toSorted((a, b) => Number(isIn(b.language, language)) - Number(isIn(a.language, language)))
      .map(({ id, name, body, language: own }) => {
        const text = fill(body, spokenIn(own ?? language ?? locale()))
        return { id, name, about: beginningOf(text), text }
      })
  }

  return {
    begun,
    isEmpty: begun?.kind === 'template' && templates.data?.templates.length === 0,
    choices: choices.slice(0, most),
    marked: Math.min(marked, choices.length - 1),
    /** Looks at what stands before the caret. */
    look: (text: string, caret: number) => {
      begin(suggestionAt(text, caret, isNote))
      mark(0)
    },
    move: (by: number) => mark((marked + by + choices.length) % Math.max(1, choices.length)),
    close: () => begin(null),
  }
}

/** As much of a template as fits on a line, and no half of a blank. */
const beginningOf = (text: string) =>
  text
    .replaceAll(/\s+/g, ' ')
    .slice(0, 120)
    .replace(/(?:\[\[[^\]]*\]?|\{\{[^}]*\}?)$/, '…')

const isIn = (tag: string | null, language: string | null) =>
  tag !== null && tag.split('-')[0] === language?.split('-')[0]

/** A language without a country is written as here, where it is the same one: `en` means 24 November, not November 24. */
const spokenIn = (tag: string): string => (locale().split('-')[0] === tag ? locale() : tag)
