import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { callStates, isMissedWholly, legAfter, type CallState, type Leg } from './call.ts'

const begun = Temporal.Instant.from('2026-11-23T09:00:00Z')

const live = (...states: readonly CallState[]) =>
  states.reduce<Leg | null>(
    (leg, state, place) => legAfter(leg, { state, at: begun.add({ seconds: place }) }),
    null,
  )

describe('a call at an extension', () => {
  test.each<[string, CallState[], CallState]>([
    ['rings', ['ringing'], 'ringing'],
    ['is answered', ['ringing', 'answered'], 'answered'],
    ['ends after it was answered', ['ringing', 'answered', 'ended'], 'ended'],
    ['is missed when it ends and nobody took it', ['ringing', 'ended'], 'missed'],
    ['is missed', ['ringing', 'missed'], 'missed'],
    ['does not ring again when it is over', ['ringing', 'missed', 'ringing'], 'missed'],
    ['was not missed where the answer is told late', ['ringing', 'missed', 'answered'], 'ended'],
    ['is passed on', ['ringing', 'answered', 'transferred'], 'transferred'],
    ['stays passed on when its end is told too', ['answered', 'transferred', 'transferred'], 'transferred'],
    ['is answered before anybody says that it rang', ['answered', 'ringing'], 'answered'],
  ])('%s', (_, told, state) => {
    expect(live(...told)?.state).toBe(state)
  })

  test('stands the same when everything is told twice', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...callStates), { minLength: 1, maxLength: 6 }), (states) => {
        const once = states.reduce<Leg | null>((leg, state) => legAfter(leg, { state, at: begun }), null)
        const twice = states.reduce<Leg | null>(
          (leg, state) => legAfter(legAfter(leg, { state, at: begun }), { state, at: begun }),
          null,
        )
        expect(twice).toEqual(once)
      }),
    )
  })
})

function aLeg(...states: CallState[]): Leg {
  const found = live(...states)
  if (!found) throw new Error('A call that was told of is there.')
  return found
}

describe('somebody has to be called back', () => {
  test.each<[string, Leg[], boolean]>([
    ['when nobody took the call', [aLeg('ringing', 'missed')], true],
    ['not while it rings elsewhere', [aLeg('ringing', 'missed'), aLeg('ringing')], false],
    [
      'not when a colleague took it',
      [aLeg('ringing', 'missed'), aLeg('ringing', 'answered', 'ended')],
      false,
    ],
    [
      'when it was passed on and nobody took it there',
      [aLeg('transferred'), aLeg('ringing', 'missed')],
      true,
    ],
    ['not because it was passed on', [aLeg('transferred')], false],
  ])('%s', (_, legs, isMissed) => {
    expect(isMissedWholly(legs)).toBe(isMissed)
  })
})
