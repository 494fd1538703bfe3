import { afterAll, beforeAll, expect, test } from 'vitest'
import { reckon, type Reckoning } from '#test/black-hole/reckon.ts'
import type { Ran } from '#test/black-hole/run.ts'
import { runSeveral } from '#test/black-hole/several.ts'
import { tell } from '#test/black-hole/tell.ts'

// Four processes share one desk while one of them dies every two and a half seconds. `npm run chaos -- --processes 4` is the same for
// two minutes, with a relay that has its moods and PostgreSQL restarted half way.
const seed = Number(process.env.EVENHAND_SEED ?? Date.now() % 1_000_000)
const say = (line: string) => process.stdout.write(`${line}\n`)

let ran: Ran | undefined
let reckoning: Reckoning

beforeAll(async () => {
  ran = await runSeveral({
    processes: 4,
    items: 300,
    replies: 60,
    lasts: Temporal.Duration.from({ seconds: 15 }),
    every: Temporal.Duration.from({ milliseconds: 2500 }),
    restartsDatabase: false,
    isStormy: false,
    seed,
    say,
  })
  reckoning = await reckon(ran)
  for (const line of tell(ran, reckoning)) say(line)
}, 180_000)

afterAll(() => ran?.close(), 60_000)

test('whichever process dies, nothing is lost, nothing is counted twice, and every chain holds', () => {
  expect(ran?.deaths.kills).toBeGreaterThanOrEqual(4)
  expect(reckoning.faults).toEqual([])
  expect(reckoning.audit.items).toBe(300)
  expect(reckoning.chains).toBe(reckoning.audit.cases)
})

test('whichever process dies, every reply arrived once unless it is in doubt, and none arrived twice', () => {
  const { received, inDoubt } = reckoning
  expect(received.twice).toBe(0)
  expect(received.once + received.never).toBe(60)
  expect(received.never).toBeLessThanOrEqual(inDoubt.length)
})
