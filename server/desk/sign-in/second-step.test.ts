import { Secret, TOTP } from 'otpauth'
import { describe, expect, test } from 'vitest'
import { aDeskAlone, type TestDesk } from '#test/desk.ts'
import { sql } from '#server/store/statement.ts'
import { invitePerson, linkPerson } from '../colleagues/people.ts'
import { beginSecondStep, confirmSecondStep, endOwnSecondStep } from './second-step.ts'
import { showMe } from '../set-up/show-me.ts'
import { signInByLink } from './sign-in.ts'
import { bearer, cameIn, from, home, password, tryIn, zoe } from '#test/sign-in-desk.ts'

const codeAt = (secret: string, desk: TestDesk) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: desk.now().epochMilliseconds })

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
