import type { z } from 'zod'
import type { findPersons } from '#contract/keeping.ts'
import { say } from '#web/words/say.ts'

/** Somebody who was found, with what is kept of them. */
export type Person = z.output<typeof findPersons.output>['persons'][number]

/** What a person is called where they have no name. */
export const calledName = ({ name, addresses }: Person): string => name ?? addresses[0] ?? say('Not known')
