import type { Case } from '#domain/case/case.ts'
import { isRunning } from '#domain/case/deadline.ts'
import { rungAbove, type House } from '#domain/case/house.ts'
import type { GivenPromise } from '#server/store/promises-given.ts'

type Promised = {
  id: string
  giver: { id: string; name: string }
  what: string
  dueAt: string
  near: boolean
}

/** The promises of a case that run, in the words of whoever gave them. */
export const promisesOnCard = (kase: Case, given: readonly GivenPromise[]): Promised[] =>
  kase.deadlines
    .filter(isRunning)
    .filter(({ kind }) => kind === 'promise')
    .flatMap(({ id, dueAt, near }) => {
      const found = given.find((one) => one.id === id)
      if (!found) return []
      const giver = { id: found.giver, name: found.giver_name ?? found.giver }
      return [{ id, giver, what: found.what ?? '', dueAt: dueAt.toString(), near }]
    })

/** The rung above where a case stands, or is offered to: who comes next. */
export const rungAfter = (kase: Case, house: House): ReturnType<typeof rungAbove> =>
  rungAbove(house, kase.offer?.rung ?? kase.rung)
