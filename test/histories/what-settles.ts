import { applyEvent } from '#domain/case/apply-event.ts'
import { isOpen, type Case } from '#domain/case/case.ts'
import { lacksFor, lacksForDecision } from '#domain/case/closing.ts'
import { customerSays, mayNoteSettled } from '#domain/case/customer-says.ts'
import { isTheirOwn } from '#domain/case/customers-word.ts'
import { happened, type Actor, type CaseEvent } from '#domain/case/event.ts'
import type { Life } from './a-life.ts'
import type { SettlingStep } from './any-history.ts'

const colleague: Actor = 'member:ann'
const words = { remark: 'r', digest: 'd' }

/** What a step makes of a case on its way to its end: nothing, where the desk would refuse it. */
export function ofSettling(life: Life, step: SettlingStep, id: string): CaseEvent[] {
  const { kase, now } = life
  switch (step.kind) {
    case 'deed':
      return isOpen(kase) ? [happened('action-done', now, colleague, { id, ...words })] : []
    case 'word':
      return said(life, step, id)
    case 'try-call': {
      const triedAt = now.subtract({ minutes: step.minutesAgo })
      const isFair =
        isOpen(kase) &&
        kase.deedAt !== undefined &&
        !isBefore(triedAt, kase.deedAt) &&
        !isBefore(triedAt, kase.lastContactAt)
      const tried = { id, account: 'a1', triedAt: triedAt.toString(), ...words }
      return isFair ? [happened('attempt-made', now, colleague, tried)] : []
    }
    case 'resolve':
      return isOpen(kase) ? resolved(life, step, id) : []
  }
}

function said({ kase, now }: Life, step: Extract<SettlingStep, { kind: 'word' }>, id: string): CaseEvent[] {
  const { says, way, feels } = step
  if (kase.state === 'merged') return []
  const isByThem = way === 'room' || way === 'status-page'
  if (isByThem && kase.person === null) return []
  if (!isByThem && says === 'settled' && !mayNoteSettled(kase, way)) return []
  const by = isByThem ? 'customer' : colleague
  const heard = { id, says, way, ...(way === 'message' && { message: 'm1' }), ...(!isTheirOwn(way) && words) }
  const felt = happened('feelings-heard', now, by, {
    feelings: { listened: says === 'settled', informed: true },
  })
  return [...customerSays(kase, heard, by, now), ...(feels ? [felt] : [])]
}

function resolved(life: Life, step: Extract<SettlingStep, { kind: 'resolve' }>, id: string): CaseEvent[] {
  const { now, house } = life
  const { ground, decision, isHeard } = step
  const heard = isHeard ? customerSays(life.kase, { id, says: 'settled', way: 'room' }, 'customer', now) : []
  const kase: Case = heard.reduce(applyEvent, life.kase)
  const lacks = [...lacksFor(kase, ground, house, now), ...lacksForDecision(kase, decision, ground)]
  const closed = happened('case-resolved', now, colleague, { decision, restsOn: ground, ...words })
  return lacks.length > 0 ? heard : [...heard, closed]
}

const isBefore = (a: Temporal.Instant, b: Temporal.Instant) => Temporal.Instant.compare(a, b) < 0
