import type { TestDesk } from '#test/desk.ts'
import { holderOfPass } from '#server/desk/sign-in/passes.ts'
import { invitePerson } from '#server/desk/colleagues/people.ts'
import { setPassword } from '#server/desk/sign-in/set-password.ts'
import { signInByLink, signInByPassword, type SignedIn } from '#server/desk/sign-in/sign-in.ts'

/** The password of whoever is invited here. */
export const password = 'four wet tea towels'

/** What is said whatever of the two was wrong. */
export const wrong = 'The e-mail or the password is not right.'

/** Somebody who signs in from this address. */
export const from = (address: string, cookies: Record<string, string> = {}) => ({
  client: { address, browser: 'Firefox', system: 'Linux' },
  cookies,
})

/** From where people here sign in. */
export const home = from('203.0.113.7')

/** Who came in; fails when the code was asked for. */
export function cameIn(came: SignedIn) {
  if (came.needs !== null) throw new Error('The code of the second step was asked for.')
  return came
}

/** The colleague whose session it is. */
export const bearer = (desk: TestDesk, { session }: { session: string }) =>
  holderOfPass(desk, session, ['session'])

let counted = 0

/** An address that nobody has yet. */
export const newEmail = (name = 'zoe') => `${name}-${++counted}@aldera.example`

/** A colleague who was invited and has chosen their password. */
export async function zoe(desk: TestDesk, email = newEmail()) {
  const asked = { name: 'Zoë Lind', email, role: 'agent', teams: [], key: `invite ${email}` } as const
  const { id, link } = await invitePerson(desk, desk.admin, asked)
  const came = cameIn(await signInByLink(desk, { link }, home))
  await setPassword(desk, await bearer(desk, came), { password })
  return { email, handle: id, came }
}

/** A try to sign in by a password. */
export const tryIn = (desk: TestDesk, email: string, given: string, caller = home, code?: string) =>
  signInByPassword(desk, { email, password: given, code }, caller)
