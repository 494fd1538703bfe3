import type { Desk } from '#server/desk/desk.ts'
import { whoIsThere } from '#server/desk/cases/be-here.ts'

/** A live stream of somebody, and how it is told who else is at a case. */
type Onlooker = { org: string; handle: string; tell: (said: string) => void }

/** The live streams of this process, to be told who comes to the cases that their colleagues look at, and who goes. */
export type Onlookers = {
  /** Answers how to leave. */
  join: (onlooker: Onlooker) => () => void
  /** Somebody came to a case, went, or began to write: `organisation case`, as the database says it. */
  changed: (payload: string) => void
}

/** Only those who are at the case themselves are told, as whoever looks at it would be by looking up. */
export function openOnlookers(desk: Desk): Onlookers {
  const streams = new Map<string, Set<Onlooker>>()
  const tellThoseThere = async (org: string, caseId: string) => {
    const here = streams.get(org)
    if (!here || here.size === 0 || !caseId) return
    const present = await whoIsThere(desk, org, caseId)
    for (const { handle, tell } of here) {
      if (!present.some(({ id }) => id === handle)) continue
      const others = present.filter(({ id }) => id !== handle)
      tell(`event: presence\ndata: ${JSON.stringify({ caseId, others })}\n\n`)
    }
  }
  return {
    join(onlooker) {
      const ofOrg = streams.get(onlooker.org) ?? new Set()
      streams.set(onlooker.org, ofOrg.add(onlooker))
      return () => void ofOrg.delete(onlooker)
    },
    changed(payload) {
      const [org = '', caseId = ''] = payload.split(' ')
      tellThoseThere(org, caseId).catch((fault: unknown) => desk.failed('presence', fault))
    },
  }
}
