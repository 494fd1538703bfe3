import { setUp } from '#contract/welcome.ts'
import { longestPassword } from '#domain/sign-in/password.ts'
import { say } from '#web/words/say.ts'

/** What is asked of whoever sets a desk up, as they have typed it. The desk closes at a time of the same day. */
export type SetUpDraft = {
  organisation: string
  name: string
  email: string
  password: string
  zone: string
  opening: Opening
  from: string
  to: string
  /** What remedies are counted in; null as long as it follows from the zone. */
  currency: string | null
}

/** When a desk is open, as most are; the rest is set under “Rota and hours”. */
export const openings = ['weekdays', 'six-days', 'every-day', 'always'] as const
export type Opening = (typeof openings)[number]

export type SetUpFaults = Partial<Record<keyof SetUpDraft, string>>

const shortestPassword = 12

/** All that stands in the way of setting up, each beside its field. What only the desk knows, it says itself. */
export function faultsIn(draft: SetUpDraft): SetUpFaults {
  const { shape } = setUp.input
  return {
    ...(!shape.organisation.safeParse(draft.organisation).success && {
      organisation: say('Write the name of your organisation.'),
    }),
    ...(!shape.name.safeParse(draft.name).success && { name: say('Write your name.') }),
    ...(!shape.email.safeParse(draft.email.trim()).success && {
      email: say('Write a whole e-mail address, such as mara@example.org.'),
    }),
    ...(draft.password.length < shortestPassword && {
      password: say('Choose a password of at least 12 characters.'),
    }),
    ...(Array.from(draft.password).length > longestPassword && {
      password: say('Choose a password of at most {most} characters.', { most: longestPassword }),
    }),
    ...faultsInHours(draft),
  }
}

/** What is wrong with the hours alone: it is said while they are filled in. */
export function faultsInHours({
  opening,
  from,
  to,
}: Pick<SetUpDraft, 'opening' | 'from' | 'to'>): SetUpFaults {
  if (opening === 'always') return {}
  if (from === '') return { from: say('Write when it opens.') }
  if (to === '') return { to: say('Write when it closes.') }
  return from < to ? {} : { to: say('Has to be later than it opens.') }
}
