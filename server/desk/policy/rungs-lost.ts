import { z } from 'zod'
import type { Rung } from '#domain/policy/ladder.ts'
import { Refusal } from '#domain/refusal.ts'
import type { OrgTx } from '#server/store/database.ts'
import { rungsStaffed } from '#server/store/staffing.ts'
import type { Desk } from '../desk.ts'
import { namesOf } from '../names.ts'

const Document = z.object({ ladder: z.array(z.object({ id: z.string() })) })

/**
 * Refuses a version that has no more a rung on which the house has put people, unless whoever submits it has said of each such
 * rung that it may go: who stands there is kept under its id, so that a rung with another id begins with whom the policy names.
 */
export async function refuseLostRungs(
  desk: Desk,
  tx: OrgTx,
  document: unknown,
  without: readonly string[],
): Promise<void> {
  const { ladder } = Document.parse(document)
  const [staffed, { house }] = [await rungsStaffed(tx), await desk.policies.inForce(tx)]
  const lost = house.ladder.filter(
    ({ id }) => staffed.includes(id) && !without.includes(id) && !ladder.some((rung) => rung.id === id),
  )
  if (lost.length === 0) return
  const names = await namesOf(tx)
  const nameOf = (handle: string) => names(handle).name
  throw new Refusal('conflict', lost.map((rung) => lostSentence(rung, nameOf)).join(' '), {
    rungsLost: lost.map(({ id, title }) => ({ id, title })),
  })
}

const lostSentence = ({ id, title, rota }: Rung, nameOf: (handle: string) => string) =>
  `The rung “${title}” goes (${id}), and with it the hours and the rota that the house has given it: ${people(rota, nameOf)}. Keep its id and they stay, or say that it may go.`

const mostNamed = 5

function people(rota: Rung['rota'], nameOf: (handle: string) => string): string {
  const names = [...new Set(rota.map(({ who }) => nameOf(who)))]
  const named = names.slice(0, mostNamed).join(', ')
  return names.length > mostNamed ? `${named} …` : named
}
