import { expect, test } from 'vitest'
import { houseOf } from '#test/histories/a-house.ts'
import { takenOnCall } from './taken-on-call.ts'

const house = houseOf(1)
const now = Temporal.Instant.from('2026-11-23T02:00:00Z')
const [lowest, , , , , top] = house.ladder.map(({ id }) => id)

/** What is said of a case of Ann's on the lowest rung, offered to Lee on some rung, once somebody called has it. */
function said(offered: { rung: string; trigger: 'policy' | 'person' }, handle: string, rung: string) {
  const offer = {
    id: 'c.1',
    from: 'ann',
    to: 'lee',
    axis: 'hierarchical',
    offeredAt: now,
    deadline: 'c.1.accept',
  } as const
  const kase = { state: 'open', owner: 'ann', rung: lowest ?? '', offer: { ...offer, ...offered } } as const
  return takenOnCall(kase, house, { handle, rung }, now).map(({ type, data }) => ({ type, ...data }))
}

test.each([
  [
    'whom it is offered to',
    { rung: top, trigger: 'policy' },
    'lee',
    top,
    [{ type: 'escalation-accepted', id: 'c.1' }],
  ],
  [
    'somebody of a higher rung',
    { rung: lowest, trigger: 'policy' },
    'eva',
    top,
    [
      { type: 'escalation-withdrawn', id: 'c.1' },
      { type: 'owner-assigned', owner: 'eva', rung: top },
    ],
  ],
  [
    'somebody of a rung below the one that policy asks',
    { rung: top, trigger: 'policy' },
    'abe',
    lowest,
    [{ type: 'owner-assigned', owner: 'abe', rung: lowest }],
  ],
  [
    'its owner, who had asked a colleague',
    { rung: top, trigger: 'person' },
    'ann',
    lowest,
    [{ type: 'escalation-withdrawn', id: 'c.1' }],
  ],
  ['its owner, while policy asks above', { rung: top, trigger: 'policy' }, 'ann', lowest, []],
] as const)('%s says that they have it', (_, offered, handle, rung, events) => {
  expect(said({ ...offered, rung: offered.rung ?? '' }, handle, rung ?? '')).toEqual(events)
})
