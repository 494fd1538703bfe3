import { describe, expect, test } from 'vitest'
import { aDeskAlone } from '#test/desk.ts'
import { linkPerson } from '../colleagues/people.ts'
import { setPassword } from './set-password.ts'
import { signInByLink } from './sign-in.ts'
import { bearer, cameIn, home, newEmail, password, tryIn, wrong, zoe } from '#test/sign-in-desk.ts'

describe('a password', () => {
  test('is set without an old one only where there is none, or right after coming in by a link', async () => {
    const desk = await aDeskAlone()
    const { email, handle } = await zoe(desk)
    const agent = await bearer(desk, cameIn(await tryIn(desk, email, password)))
    const next = { password: 'a better sentence yet' }

    await expect(setPassword(desk, agent, next)).rejects.toThrow('The present password is not right.')
    await expect(setPassword(desk, agent, { ...next, current: 'no' })).rejects.toThrow('is not right')
    await setPassword(desk, agent, { ...next, current: password })

    const { link } = await linkPerson(desk, desk.admin, { handle })
    const byLink = await bearer(desk, cameIn(await signInByLink(desk, { link }, home)))
    desk.wait('PT31M')
    await expect(setPassword(desk, byLink, { password: 'too late by a minute' })).rejects.toThrow('not right')
  })

  test('that is changed ends every other session and every link still to be used', async () => {
    const desk = await aDeskAlone()
    const { email, handle } = await zoe(desk)
    const other = cameIn(await tryIn(desk, email, password))
    const { link } = await linkPerson(desk, desk.admin, { handle })
    const mine = cameIn(await tryIn(desk, email, password))

    await setPassword(desk, await bearer(desk, mine), {
      password: 'a better sentence yet',
      current: password,
    })

    await bearer(desk, mine)
    await expect(bearer(desk, other)).rejects.toThrow('not valid')
    await expect(signInByLink(desk, { link }, home)).rejects.toThrow('used or is too old')
    await expect(tryIn(desk, email, password)).rejects.toThrow(wrong)
  })

  test('that is changed while the old one is being tried lets nobody in', async () => {
    const desk = await aDeskAlone()
    const { email, came } = await zoe(desk)
    const agent = await bearer(desk, came)
    let steps = 0
    // Of what a sign-in asks as the worker the third is that its try was none that failed: the password was right.
    const asWorker: typeof desk.db.asWorker = async (act) => {
      const answer = await desk.db.asWorker(act)
      steps += 1
      if (steps === 3)
        await setPassword(desk, agent, { password: 'a better sentence yet', current: password })
      return answer
    }

    await expect(tryIn({ ...desk, db: { ...desk.db, asWorker } }, email, password)).rejects.toThrow(
      'has just been changed',
    )
  })

  test('that is little more than their e-mail is refused', async () => {
    const desk = await aDeskAlone()
    const { email, came } = await zoe(desk)

    await expect(
      setPassword(desk, await bearer(desk, came), { password: `${email}1`, current: password }),
    ).rejects.toThrow('which others know')
  })

  test('asks the first administrator by which e-mail they will sign in', async () => {
    const desk = await aDeskAlone()
    const link = await linkPerson(desk, desk.admin, { handle: 'administrator' })
    const agent = await bearer(desk, cameIn(await signInByLink(desk, link, home)))

    await expect(setPassword(desk, agent, { password })).rejects.toThrow('by which e-mail')
    const email = newEmail('admin')
    await setPassword(desk, agent, { password, email })

    expect(cameIn(await tryIn(desk, email, password)).handle).toBe('administrator')
  })
})
