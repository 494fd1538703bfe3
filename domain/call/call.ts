/** What a telephone system may say of a call at an extension. */
export const callStates = ['ringing', 'answered', 'ended', 'missed', 'transferred'] as const

export type CallState = (typeof callStates)[number]

/** What a telephone system says of a call, whichever it is. */
export type CallTold = {
  /** The system's own name for the call: the same for every extension at which it rings. */
  id: string
  /** Who calls; null where the number is withheld. */
  from: string | null
  /** The name that came with the number, which nobody vouches for. */
  name: string | null
  /** The extension at which it rings. */
  to: string
  /** The colleague's handle, where the system knows it. */
  agent?: string | undefined
  state: CallState
  at: Temporal.Instant
}

/** How a call at one extension stands. */
export type Leg = {
  state: CallState
  rangAt: Temporal.Instant
  answeredAt: Temporal.Instant | null
  endedAt: Temporal.Instant | null
}

/**
 * How a call stands after what is told of it. Systems tell things twice and out of order: what is over does not ring again,
 * a call that ends unanswered was missed, and one that somebody took was not.
 */
export function legAfter(leg: Leg | null, { state, at }: Pick<CallTold, 'state' | 'at'>): Leg {
  const before = leg ?? { state: 'ringing', rangAt: at, answeredAt: null, endedAt: null }
  const rangAt = earlier(before.rangAt, at)
  switch (state) {
    case 'ringing':
      return { ...before, rangAt }
    case 'answered':
      return settled({ ...before, rangAt, answeredAt: before.answeredAt ?? at })
    case 'ended':
    case 'missed':
    case 'transferred':
      return settled({
        ...before,
        rangAt,
        // Passed on and then over is passed on; that nobody took it there either is more than that.
        state: before.state === 'transferred' && state === 'ended' ? before.state : state,
        endedAt: before.endedAt ?? at,
      })
  }
}

function settled(leg: Leg): Leg {
  if (leg.endedAt === null) return { ...leg, state: leg.answeredAt === null ? leg.state : 'answered' }
  if (leg.state === 'transferred') return leg
  return { ...leg, state: leg.answeredAt === null ? 'missed' : 'ended' }
}

/** Whether a call is over at all its extensions and nobody took it: the caller has to be called back. */
export const isMissedWholly = (legs: readonly Pick<Leg, 'state' | 'answeredAt'>[]): boolean =>
  legs.some(({ state }) => state === 'missed') &&
  legs.every(
    ({ state, answeredAt }) => answeredAt === null && (state === 'missed' || state === 'transferred'),
  )

const earlier = (a: Temporal.Instant, b: Temporal.Instant) => (Temporal.Instant.compare(a, b) < 0 ? a : b)
