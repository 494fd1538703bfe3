import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fisherMore, fisherTwoSided, newcombe } from './fisher.ts'
import { isDrawn, isHarmful, readOut } from './trial.ts'

/** Numbers between 0 and 1 that are the same in every run (mulberry32, public domain). */
function dice(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** A trial of so many cases in which what is measured comes about with these probabilities. */
function simulated(random: () => number, cases: number, onTrial: number, inForce: number) {
  const arms = { onTrial: { hits: 0, of: 0 }, inForce: { hits: 0, of: 0 } }
  for (let nth = 0; nth < cases; nth += 1) {
    const isTried = random() < 0.5
    const arm = isTried ? arms.onTrial : arms.inForce
    arm.of += 1
    if (random() < (isTried ? onTrial : inForce)) arm.hits += 1
  }
  return arms
}

test.each([
  [60, 0.1],
  [200, 0.05],
  [200, 0.3],
  [600, 0.02],
  [600, 0.5],
])(
  'a trial of %i cases without any difference is won by chance in at most 5 of 100, at a rate of %f',
  (cases, rate) => {
    const random = dice(cases)
    let won = 0
    for (let nth = 0; nth < 1000; nth += 1) {
      const { onTrial, inForce } = simulated(random, cases, rate, rate)
      if (readOut(onTrial, inForce).says === 'better') won += 1
    }
    expect(won).toBeLessThanOrEqual(50)
  },
)

test('a policy under which half as many cases fail is found to be better, most of the time', () => {
  const random = dice(7)
  let won = 0
  for (let nth = 0; nth < 200; nth += 1) {
    const { onTrial, inForce } = simulated(random, 1000, 0.15, 0.3)
    if (readOut(onTrial, inForce).says === 'better') won += 1
  }
  expect(won).toBeGreaterThan(180)
})

test('a guardrail that is looked at every hour hardly ever ends a trial that does no harm', () => {
  const random = dice(11)
  let ended = 0
  for (let nth = 0; nth < 100; nth += 1) {
    const arms = { onTrial: { hits: 0, of: 0 }, inForce: { hits: 0, of: 0 } }
    for (let look = 0; look < 40; look += 1) {
      const { onTrial, inForce } = simulated(random, 20, 0.2, 0.2)
      arms.onTrial = { hits: arms.onTrial.hits + onTrial.hits, of: arms.onTrial.of + onTrial.of }
      arms.inForce = { hits: arms.inForce.hits + inForce.hits, of: arms.inForce.of + inForce.of }
      if (isHarmful(arms.onTrial, arms.inForce)) {
        ended += 1
        break
      }
    }
  }
  expect(ended).toBeLessThanOrEqual(5)
})

test('few cases say that they are too few', () => {
  expect(readOut({ hits: 0, of: 19 }, { hits: 19, of: 200 })).toEqual({
    says: 'too-few',
    difference: null,
    interval: null,
    p: null,
  })
})

test('the exact test gives what Fisher published of the lady who tasted tea, and of the convicts’ twins', () => {
  expect(fisherMore({ hits: 3, of: 4 }, { hits: 1, of: 4 })).toBeCloseTo(0.2429, 4)
  expect(fisherTwoSided({ hits: 3, of: 4 }, { hits: 1, of: 4 })).toBeCloseTo(0.4857, 4)
  // Convicted among monozygotic and dizygotic twins: 10 of 13, 2 of 17.
  expect(fisherMore({ hits: 10, of: 13 }, { hits: 2, of: 17 })).toBeCloseTo(0.000465, 6)
})

test('the interval is the one that Newcombe published', () => {
  // Method 10 of his table II: 56/70 and 48/80, 9/10 and 3/10.
  const wide = newcombe({ hits: 56, of: 70 }, { hits: 48, of: 80 })
  expect([wide.low, wide.high].map((end) => end.toFixed(4))).toEqual(['0.0524', '0.3339'])
  const few = newcombe({ hits: 9, of: 10 }, { hits: 3, of: 10 })
  expect([few.low, few.high].map((end) => end.toFixed(4))).toEqual(['0.1705', '0.8090'])
})

test('a case is drawn alike whenever it is asked, and the share that is wanted is drawn', () => {
  fc.assert(
    fc.property(fc.uuid(), fc.uuid(), fc.integer({ min: 1, max: 999 }), (trial, kase, share) => {
      expect(isDrawn(trial, kase, share)).toBe(isDrawn(trial, kase, share))
      // Whoever is drawn for a share is drawn for a larger one.
      expect(isDrawn(trial, kase, share) && !isDrawn(trial, kase, share + 1)).toBe(false)
    }),
  )
  const time = '019b2a3c-4d5e-7'
  for (const share of [100, 500, 900]) {
    let drawn = 0
    for (let nth = 0; nth < 20_000; nth += 1)
      if (isDrawn('a-trial', `${time}${nth.toString(16).padStart(3, '0')}-8000`, share)) drawn += 1
    expect(Math.abs(drawn / 20_000 - share / 1000)).toBeLessThan(0.015)
  }
})
