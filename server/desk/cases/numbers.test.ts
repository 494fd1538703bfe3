import { describe, expect, test } from 'vitest'
import { aDesk } from '#test/desk.ts'
import { openNumbers } from './numbers.ts'

describe('case numbers', () => {
  test('go on where they were when a desk ends and is started again', async () => {
    const { db, org } = await aDesk()
    const before = openNumbers(db)
    const first = await before.next(org)
    for (let n = 1; n <= 9; n++) expect(await before.next(org)).toBe(first + n)
    await before.giveBack()

    expect(await openNumbers(db).next(org)).toBe(first + 10)
  })

  test('skip no more than was being taken in, when a desk dies', async () => {
    const { db, org } = await aDesk()
    const first = await openNumbers(db).next(org)
    expect(await openNumbers(db).next(org)).toBe(first + 1)
  })

  test('are given once, whoever asks at the same time, and nothing is given back that another was given since', async () => {
    const { db, org } = await aDesk()
    const [one, other] = [openNumbers(db), openNumbers(db)]
    const ask = (numbers: typeof one) => Promise.all(Array.from({ length: 60 }, () => numbers.next(org)))
    const given = (await Promise.all([ask(one), ask(other)])).flat()
    await one.giveBack()
    await other.giveBack()
    given.push(...(await ask(openNumbers(db))))

    expect(new Set(given).size).toBe(180)
  })
})
