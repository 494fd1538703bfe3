import { argon2Sync } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'
import { describe, expect, test } from 'vitest'
import { aDesk, aDeskAlone, type TestDesk } from '#test/desk.ts'
import { readCredentials, savePassword } from '#server/store/credentials.ts'
import { thisOrganisation } from '#server/store/organisations.ts'
import { sql } from '#server/store/statement.ts'
import { endPerson } from './end-person.ts'
import { holderOfPass } from './passes.ts'
import { invitePerson, linkPerson } from './people.ts'
import { beginSecondStep, confirmSecondStep, endOwnSecondStep } from './second-step.ts'
import { endOneSession, endOtherSessions, showSessions } from './sessions.ts'
import { passwordKey, setPassword } from './set-password.ts'
import { showMe } from './show-me.ts'
import { signInByLink, signInByPassword, type SignedIn } from './sign-in.ts'

const password = 'four wet tea towels'
const wrong = 'The e-mail or the password is not right.'

const from = (address: string, cookies: Record<string, string> = {}) => ({
  client: { address, browser: 'Firefox', system: 'Linux' },
  cookies,
})
const home = from('203.0.113.7')

/** Who came in; fails when the code was asked for. */
function cameIn(came: SignedIn) {
  if (came.needs !== null) throw new Error('The code of the second step was asked for.')
  return came
}

const bearer = (desk: TestDesk, { session }: { session: string }) => holderOfPass(desk, session, ['session'])

let counted = 0

/** A colleague who was invited and has chosen their password. */
async function zoe(desk: TestDesk, email = `zoe-${++counted}@aldera.example`) {
  const asked = { name: 'Zoë Lind', email, role: 'agent', teams: [], key: `invite ${email}` } as const
  const { id, link } = await invitePerson(desk, desk.admin, asked)
  const came = cameIn(await signInByLink(desk, { link }, home))
  await setPassword(desk, await bearer(desk, came), { password })
  return { email, handle: id, came }
}

const tryIn = (desk: TestDesk, email: string, given: string, caller = home, code?: string) =>
  signInByPassword(desk, { email, password: given, code }, caller)

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

/** Fails to sign in, and is told so. */
async function fail(desk: TestDesk, email: string, times: number, caller = home) {
  for (let n = 0; n < times; n++)
    await expect(tryIn(desk, email, 'not the password at all', caller)).rejects.toThrow(wrong)
}

const codeAt = (secret: string, desk: TestDesk) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: desk.now().epochMilliseconds })

describe('whoever tries too often', () => {
  test('has to wait twice as long after each failure, and is then heard', async () => {
    const desk = await aDeskAlone()
    const { email } = await zoe(desk)
    await fail(desk, email, 6)

    await expect(tryIn(desk, email, password)).rejects.toThrow('Try again in 15 seconds')
    desk.wait('PT15S')
    await fail(desk, email, 1)
    await expect(tryIn(desk, email, password)).rejects.toThrow('Try again in 30 seconds')
    desk.wait('PT30S')
    cameIn(await tryIn(desk, email, password))
    await fail(desk, email, 5)
    cameIn(await tryIn(desk, email, password))
  })

  test('is answered the same whether anybody has this e-mail or not', async () => {
    const desk = await aDeskAlone()
    const { email } = await zoe(desk)
    for (const tried of [email, `no-${email}`]) {
      await fail(desk, tried, 6, from('198.51.100.9'))
      await expect(tryIn(desk, tried, password, from('198.51.100.9'))).rejects.toThrow('Too many tries')
    }
  })

  test('waits for nobody else whose old failures are being forgotten', async () => {
    const desk = await aDeskAlone()
    await fail(desk, 'old@aldera.example', 1, from('198.51.100.1'))
    desk.wait('PT49H')

    await desk.db.asOwner(async (tx) => {
      // As another process does that counts a try of theirs just now.
      await tx.rows(sql`select 1 from guard.attempts for update`)
      await expect(tryIn(desk, 'new@aldera.example', 'not the password')).rejects.toThrow(wrong)
    })
  })

  test('cannot try a thousand at once', async () => {
    const desk = await aDeskAlone()
    const { email } = await zoe(desk)

    const tries = await Promise.allSettled(
      Array.from({ length: 40 }, () => tryIn(desk, email, 'not the password at all')),
    )

    const heard = tries.filter((tried) => tried.status === 'rejected' && String(tried.reason).includes(wrong))
    expect(heard).toHaveLength(6)
  })

  test('does not lock out the owner on a device where they have signed in before, not even from beside them', async () => {
    const desk = await aDeskAlone()
    const { email } = await zoe(desk)
    const { device } = cameIn(await tryIn(desk, email, password))
    await fail(desk, email, 6)

    const owner = from('203.0.113.7', device ? { [device.name]: device.value } : {})
    cameIn(await tryIn(desk, email, password, owner))
    await expect(tryIn(desk, email, password)).rejects.toThrow('Too many tries')
  })

  test('does not lock out the owner anywhere else', async () => {
    const desk = await aDeskAlone()
    const { email } = await zoe(desk)
    await fail(desk, email, 6, from('198.51.100.77'))

    expect(cameIn(await tryIn(desk, email, password, from('192.0.2.1'))).org).toBe(desk.org)
  })

  test('moves no further by an address next to theirs', async () => {
    const desk = await aDeskAlone()
    const { email } = await zoe(desk)
    for (const last of [1, 2, 3]) await fail(desk, email, 2, from(`198.51.100.${last}0`))

    await expect(tryIn(desk, email, password, from('198.51.100.99'))).rejects.toThrow('Too many tries')
  })

  test('cannot take one device’s mark for another account, nor make one up', async () => {
    const desk = await aDeskAlone()
    const { email } = await zoe(desk)
    const mine = await zoe(desk)
    const { device } = cameIn(await tryIn(desk, mine.email, password, from('192.0.2.50')))
    const theirs = cameIn(await tryIn(desk, email, password, from('192.0.2.51'))).device
    const there = '198.51.101.5'
    await fail(desk, email, 6, from(there))

    for (const value of [device?.value ?? '', 'made-up.mark', ''])
      await expect(
        tryIn(desk, email, password, from(there, { [theirs?.name ?? '']: value })),
      ).rejects.toThrow('Too many tries')
  })

  test('of many accounts from one place waits too', async () => {
    const desk = await aDeskAlone()
    const place = from('198.51.102.1')
    for (let n = 0; n < 51; n++) await fail(desk, `victim-${n}@spray-${++counted}.example`, 1, place)

    await expect(tryIn(desk, 'one-more@spray.example', password, place)).rejects.toThrow('Too many tries')
  })
})

/** A colleague with an authenticator, a minute after the first code. */
async function withSecondStep(desk: TestDesk) {
  const { email, came } = await zoe(desk)
  const agent = await bearer(desk, came)
  const { secret, uri } = await beginSecondStep(desk, agent)
  const { recoveryCodes } = await confirmSecondStep(desk, agent, { code: codeAt(secret, desk) })
  desk.wait('PT60S')
  return { email, agent, secret, uri, recoveryCodes }
}

describe('the second step', () => {
  test('asks for the code of the authenticator after the password', async () => {
    const desk = await aDeskAlone()
    const { email, secret, uri } = await withSecondStep(desk)

    expect(uri).toMatch(/^otpauth:\/\/totp\/Aldera/)
    expect(await tryIn(desk, email, password)).toEqual({ needs: 'code' })
    await expect(tryIn(desk, email, password, home, '000000')).rejects.toThrow('This code is not right')
    cameIn(await tryIn(desk, email, password, home, codeAt(secret, desk)))
  })

  test('takes a code once', async () => {
    const desk = await aDeskAlone()
    const { email, secret } = await withSecondStep(desk)
    const code = codeAt(secret, desk)

    const both = await Promise.allSettled([
      tryIn(desk, email, password, home, code),
      tryIn(desk, email, password, home, code),
    ])

    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    await expect(tryIn(desk, email, password, home, code)).rejects.toThrow('used before')
  })

  test('takes each of ten recovery codes once, however it is typed', async () => {
    const desk = await aDeskAlone()
    const { email, agent, recoveryCodes } = await withSecondStep(desk)
    const [first = ''] = recoveryCodes
    expect(new Set(recoveryCodes).size).toBe(10)

    cameIn(await tryIn(desk, email, password, home, first.toUpperCase().replaceAll('-', ' ')))

    await expect(tryIn(desk, email, password, home, first)).rejects.toThrow('used before')
    expect((await showMe(desk, agent)).secondStep).toMatchObject({ recoveryCodesLeft: 9 })
  })

  test('lets nobody guess codes who has the password, from however many places', async () => {
    const desk = await aDeskAlone()
    const { email } = await withSecondStep(desk)
    for (let n = 0; n < 6; n++)
      await expect(tryIn(desk, email, password, from(`192.0.${n}.1`), `00000${n}`)).rejects.toThrow(
        'This code is not right',
      )

    await expect(tryIn(desk, email, password, from('192.0.9.1'), '000009')).rejects.toThrow('Too many tries')
  })

  test('keeps its secret sealed and its recovery codes digested', async () => {
    const desk = await aDeskAlone()
    const { secret, recoveryCodes } = await withSecondStep(desk)

    const rows = await desk.db.withOrg(desk.org, (tx) =>
      tx.rows<{ kept: string }>(
        sql`select c::text as kept from credentials c union all select r::text from recovery_codes r`,
      ),
    )

    const kept = rows.map((row) => row.kept).join('\n')
    const hidden = [secret, ...recoveryCodes].map((text) => Buffer.from(text).toString('hex'))
    for (const text of [secret, ...recoveryCodes, ...hidden]) expect(kept).not.toContain(text)
  })

  test('is turned off by a code of it, and by nothing less', async () => {
    const desk = await aDeskAlone()
    const { email, agent, secret } = await withSecondStep(desk)

    await expect(endOwnSecondStep(desk, agent, { code: '123123' })).rejects.toThrow('This code is not right')
    await endOwnSecondStep(desk, agent, { code: codeAt(secret, desk) })

    cameIn(await tryIn(desk, email, password))
  })

  test('is asked for by a link for a new password too, and a wrong code does not spend the link', async () => {
    const desk = await aDeskAlone()
    const { agent, secret } = await withSecondStep(desk)
    const { link } = await linkPerson(desk, desk.admin, { handle: agent.handle })

    expect(await signInByLink(desk, { link }, home)).toEqual({ needs: 'code' })
    await expect(signInByLink(desk, { link, code: '000000' }, home)).rejects.toThrow('This code is not right')
    cameIn(await signInByLink(desk, { link, code: codeAt(secret, desk) }, home))
  })

  test('is asked for by a second invitation, where there is no password yet', async () => {
    const desk = await aDeskAlone()
    const asked = {
      name: 'Eva Roth',
      email: 'eva@aldera.example',
      role: 'agent',
      teams: [],
      key: 'eva',
    } as const
    const first = await invitePerson(desk, desk.admin, asked)
    const agent = await bearer(desk, cameIn(await signInByLink(desk, first, home)))
    const { secret } = await beginSecondStep(desk, agent)
    await confirmSecondStep(desk, agent, { code: codeAt(secret, desk) })

    const { link } = await invitePerson(desk, desk.admin, asked)

    expect(await signInByLink(desk, { link }, home)).toEqual({ needs: 'code' })
  })
})

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
    const email = `admin-${++counted}@aldera.example`
    await setPassword(desk, agent, { password, email })

    expect(cameIn(await tryIn(desk, email, password)).handle).toBe('administrator')
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
      email: `cem-${++counted}@aldera.example`,
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
