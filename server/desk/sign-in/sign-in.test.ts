import { argon2Sync } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { aDesk, aDeskAlone, type TestDesk } from '#test/desk.ts'
import { readCredentials, savePassword } from '#server/store/credentials.ts'
import { thisOrganisation } from '#server/store/organisations.ts'
import { endPerson } from '../colleagues/end-person.ts'
import { holderOfPass } from './passes.ts'
import { invitePerson, linkPerson } from '../colleagues/people.ts'
import {
  endOneSession,
  endOtherSessions,
  endPersonsSessions,
  showPersonsSessions,
  showSessions,
} from './sessions.ts'
import { passwordKey, setPassword } from './set-password.ts'
import { signInByLink } from './sign-in.ts'
import { bearer, cameIn, from, home, newEmail, password, tryIn, wrong, zoe } from '#test/sign-in-desk.ts'

const keyOf = (desk: TestDesk) =>
  desk.db.withOrg(desk.org, async (tx) => passwordKey(desk, await thisOrganisation(tx)))

const written = (desk: TestDesk, handle: string) =>
  desk.db.withOrg(desk.org, async (tx) => (await readCredentials(tx, handle))?.password ?? '')

const write = (desk: TestDesk, handle: string, text: string) =>
  desk.db.withOrg(desk.org, (tx) => savePassword(tx, handle, text, desk.now().toString()))

describe('signing in by e-mail and password', () => {
  test('opens a new session each time', async () => {
    const desk = await aDeskAlone()
    const { email, handle } = await zoe(desk)

    const first = cameIn(await tryIn(desk, email.toUpperCase(), password))
    const second = cameIn(await tryIn(desk, ` ${email} `, password))

    expect(first.session).not.toBe(second.session)
    expect(await bearer(desk, second)).toMatchObject({ org: desk.org, handle, role: 'agent', sees: null })
  })

  test('answers an unknown e-mail, a wrong password and a colleague who has left in the same words', async () => {
    const desk = await aDeskAlone()
    const { email } = await zoe(desk)
    const gone = await zoe(desk)
    await endPerson(desk, desk.admin, { handle: gone.handle, key: 'end' })

    await expect(tryIn(desk, 'nobody@aldera.example', password)).rejects.toThrow(wrong)
    await expect(tryIn(desk, email, 'four dry tea towels')).rejects.toThrow(wrong)
    await expect(tryIn(desk, gone.email, password)).rejects.toThrow(wrong)
  })

  test('of an e-mail that two organisations know goes where the password is right', async () => {
    const ours = await aDesk()
    const theirs = await aDesk()
    const { email } = await zoe(ours)
    await zoe(theirs, email)
    const link = await linkPerson(theirs, theirs.admin, { handle: 'zoe-lind' })
    const came = cameIn(await signInByLink(theirs, link, home))
    await setPassword(theirs, await bearer(theirs, came), { password: 'a quite other sentence' })

    expect(cameIn(await tryIn(ours, email, password)).org).toBe(ours.org)
    expect(cameIn(await tryIn(ours, email, 'a quite other sentence')).org).toBe(theirs.org)
  })

  test('makes the digest of a password anew that was made with less effort', async () => {
    const desk = await aDeskAlone()
    const { email, handle } = await zoe(desk)
    const salt = Buffer.alloc(16)
    const { key, ...weak } = { memory: 8, passes: 1, parallelism: 1, key: await keyOf(desk) }
    const digest = argon2Sync('argon2id', {
      ...weak,
      message: password,
      nonce: salt,
      secret: key,
      tagLength: 32,
    })
    const [before, bare] = [salt, digest].map((bytes) => bytes.toString('base64').replaceAll('=', ''))
    await write(desk, handle, `$argon2id$v=19$m=8,t=1,p=1$${before}$${bare}`)

    cameIn(await tryIn(desk, email, password))

    expect(await written(desk, handle)).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
    cameIn(await tryIn(desk, email, password))
  })

  test('is kept for a week at most, and for twelve hours unused', async () => {
    const desk = await aDeskAlone()
    const { email } = await zoe(desk)
    const used = cameIn(await tryIn(desk, email, password))
    const rested = cameIn(await tryIn(desk, email, password))

    desk.wait('PT11H')
    await bearer(desk, used)
    desk.wait('PT11H')
    await bearer(desk, used)
    await expect(bearer(desk, rested)).rejects.toThrow('not valid')

    for (let day = 0; day < 13; day++) {
      desk.wait('PT11H')
      if (day < 12) await bearer(desk, used)
    }
    desk.wait('PT4H')
    await expect(bearer(desk, used)).rejects.toThrow('not valid')
  })

  test('is not kept by a page that only stands open', async () => {
    const desk = await aDeskAlone()
    const { came } = await zoe(desk)
    const standsOpen = () => holderOfPass(desk, came.session, ['session'], { isUse: false })

    for (let hours = 0; hours < 11; hours++) {
      desk.wait('PT1H')
      await standsOpen()
    }
    desk.wait('PT1H')
    await expect(standsOpen()).rejects.toThrow('not valid')
  })
})

describe('sessions', () => {
  test('are shown to whose they are, with browser and place, and can be ended', async () => {
    const desk = await aDeskAlone()
    const { email } = await zoe(desk)
    desk.wait('PT1H')
    const there = cameIn(await tryIn(desk, email, password, from('198.51.100.4')))
    desk.wait('PT1H')
    const here = await bearer(desk, cameIn(await tryIn(desk, email, password)))

    const { sessions } = await showSessions(desk, here)
    expect(
      sessions.map(({ isThis, openedBy, address, browser }) => [isThis, openedBy, address, browser]),
    ).toEqual([
      [true, 'password', '203.0.113.7', 'Firefox'],
      [false, 'password', '198.51.100.4', 'Firefox'],
      [false, 'link', '203.0.113.7', 'Firefox'],
    ])

    await endOneSession(desk, here, { sessionId: sessions[1]?.id ?? '' })
    await expect(bearer(desk, there)).rejects.toThrow('not valid')
    await endOtherSessions(desk, here)
    expect((await showSessions(desk, here)).sessions).toHaveLength(1)
  })

  test('of a colleague whose laptop is gone are all ended at once, and nobody else’s', async () => {
    const desk = await aDeskAlone()
    const ann = await zoe(desk)
    desk.wait('PT1H')
    const there = cameIn(await tryIn(desk, ann.email, password, from('198.51.100.4')))
    const ben = await zoe(desk)
    const bens = await bearer(desk, ben.came)

    const { sessions } = await showPersonsSessions(desk, bens, { handle: ann.handle })
    expect(sessions.map(({ isThis, address }) => [isThis, address])).toEqual([
      [false, '198.51.100.4'],
      [false, '203.0.113.7'],
    ])
    expect(await endPersonsSessions(desk, bens, { handle: ann.handle })).toEqual({ ended: 2 })
    for (const came of [ann.came, there]) await expect(bearer(desk, came)).rejects.toThrow('not valid')
    cameIn(await tryIn(desk, ann.email, password))

    // Of one's own, the session that asks goes on.
    expect(await endPersonsSessions(desk, bens, { handle: ben.handle })).toEqual({ ended: 0 })
    await bearer(desk, ben.came)
    await expect(endPersonsSessions(desk, bens, { handle: 'nobody' })).rejects.toThrow('no such colleague')
  })

  test('of a colleague cannot be ended by another', async () => {
    const desk = await aDeskAlone()
    const ann = await zoe(desk)
    const ben = await zoe(desk)
    const anns = await bearer(desk, ann.came)
    const bens = await bearer(desk, ben.came)

    await expect(endOneSession(desk, bens, { sessionId: anns.pass.id })).rejects.toThrow('no such session')
    await bearer(desk, ann.came)
  })
})

describe('a link', () => {
  test('works once, also when two use it at the same time', async () => {
    const desk = await aDeskAlone()
    const { link } = await linkPerson(desk, desk.admin, { handle: 'administrator' })

    const both = await Promise.allSettled([
      signInByLink(desk, { link }, home),
      signInByLink(desk, { link }, home),
    ])

    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })

  test('of an invitation works for a week', async () => {
    const desk = await aDeskAlone()
    const invited = {
      name: 'Cem',
      email: newEmail('cem'),
      role: 'agent',
      teams: [],
    } as const
    const { link } = await invitePerson(desk, desk.admin, { ...invited, key: 'cem' })
    desk.wait('PT167H')
    cameIn(await signInByLink(desk, { link }, home))

    const second = await invitePerson(desk, desk.admin, { ...invited, key: 'cem' })
    expect(second.id).toBe('cem')
    desk.wait('PT169H')
    await expect(signInByLink(desk, second, home)).rejects.toThrow('used or is too old')
  })
})
