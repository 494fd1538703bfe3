import { describe, expect, test } from 'vitest'
import { aDeskAlone, type TestDesk } from '#test/desk.ts'
import { sql } from '#server/store/statement.ts'
import { cameIn, from, home, newEmail, password, tryIn, wrong, zoe } from '#test/sign-in-desk.ts'

/** Fails to sign in, and is told so. */
async function fail(desk: TestDesk, email: string, times: number, caller = home) {
  for (let n = 0; n < times; n++)
    await expect(tryIn(desk, email, 'not the password at all', caller)).rejects.toThrow(wrong)
}

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
    for (let n = 0; n < 51; n++) await fail(desk, newEmail('victim'), 1, place)

    await expect(tryIn(desk, 'one-more@spray.example', password, place)).rejects.toThrow('Too many tries')
  })
})
