import type { Saved } from '../case/saved.ts'
import type { Claim } from './claim.ts'

/** A claim as JSON holds it. */
export type SavedClaim = Saved<Claim>

/** Reads a saved claim back. */
export function readClaim(saved: SavedClaim): Claim {
  const { code, signIn } = saved
  const said = {
    id: saved.id,
    kind: saved.kind,
    followers: saved.followers,
    warns: saved.warns,
    madeAt: instant(saved.madeAt),
    countsMeanwhile: saved.countsMeanwhile,
    ifSilent: saved.ifSilent,
    code: code && { id: code.id, until: instant(code.until) },
    ...(signIn && { signIn: { id: signIn.id, until: instant(signIn.until) } }),
  }
  switch (saved.state) {
    case 'claimed':
      return { ...said, state: 'claimed', decideBy: maybe(saved.decideBy) }
    case 'verified': {
      const { method, strength, at, until, counted } = saved
      const shown = { method, strength, at: instant(at), until: maybe(until) }
      return { ...said, state: 'verified', ...shown, ...(counted !== undefined && { counted }) }
    }
    case 'refuted':
      return { ...said, state: 'refuted', because: saved.because, at: instant(saved.at) }
    case 'expired':
      return { ...said, state: 'expired', because: saved.because, at: instant(saved.at) }
    case 'withdrawn':
      return { ...said, state: 'withdrawn', at: instant(saved.at) }
  }
}

/** A claim as JSON holds it: for an event, and for what is folded again. */
export const saveClaim = (claim: Claim): SavedClaim => {
  const saved: SavedClaim = JSON.parse(JSON.stringify(claim))
  return saved
}

const instant = (text: string) => Temporal.Instant.from(text)
const maybe = (text: string | null) => (text === null ? null : instant(text))
