import type { z } from 'zod'
import type { CaseView } from '#contract/case-view.ts'
import { say } from '#web/words/say.ts'

/** How a case is called where one may be looking at another: by its person and its number. */
export const calledCase = ({
  number,
  person,
}: Pick<z.output<typeof CaseView>, 'number' | 'person'>): string =>
  person
    ? say('{name}, case {number}', { name: person.name, number: String(number) })
    : say('Case {number}', { number: String(number) })
