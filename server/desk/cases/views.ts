import type { z } from 'zod'
import type { keepView as keeping, listViews } from '#contract/queue.ts'
import { Refusal } from '#domain/refusal.ts'
import type { OrgTx } from '#server/store/database.ts'
import { newId } from '#server/store/id.ts'
import {
  endView as endRow,
  orderViews,
  readView,
  saveView,
  viewsOf,
  type ViewRow,
} from '#server/store/views.ts'
import { leads, once, type Agent } from '../command.ts'
import type { Desk } from '../desk.ts'

type View = z.input<typeof listViews.output>['views'][number]

/** The views that somebody is offered, in their order. */
export const showViews = (desk: Desk, agent: Agent): Promise<{ views: View[] }> =>
  desk.db.withOrg(agent.org, async (tx) => ({
    views: (await viewsOf(tx, agent.handle)).map((row) => viewOf(row, agent)),
  }))

const viewOf = ({ id, name, filter, owner }: ViewRow, agent: Agent): View => ({
  id,
  name,
  filter,
  isShared: owner === null,
  isYours: owner === null ? leads(agent) : owner === agent.handle,
})

/** Keeps filters under a name. */
export function keepView(desk: Desk, agent: Agent, given: z.output<typeof keeping.input>): Promise<View> {
  return once(desk, agent.org, { name: 'keepView', key: given.key, input: given }, async (tx) => {
    const { name, filter, isShared } = given
    if (isShared && !leads(agent))
      throw new Refusal('not-allowed', 'Only a lead keeps a view for everybody. Keep it for yourself.')
    const now = desk.now()
    const view = { id: newId(now), owner: isShared ? null : agent.handle, name, filter }
    if (!(await saveView(tx, { ...view, by: agent.handle, at: now.toString() })))
      throw new Refusal('conflict', 'There are a hundred views. End one that nobody uses.')
    return viewOf({ ...view, place: 0 }, agent)
  })
}

type Asked = { viewId: string; key: string }

/** Lets a view change places with its neighbour. */
export function moveView(desk: Desk, agent: Agent, asked: Asked & { to: 'up' | 'down' }) {
  return once(desk, agent.org, { name: 'moveView', key: asked.key, input: asked }, async (tx) => {
    const view = await theirs(tx, agent, asked.viewId)
    const ids = (await viewsOf(tx, agent.handle))
      .filter(({ owner }) => owner === view.owner)
      .map(({ id }) => id)
    const here = ids.indexOf(view.id)
    const there = here + (asked.to === 'up' ? -1 : 1)
    const other = ids[there]
    if (other !== undefined) orderViews(tx, ids.with(here, other).with(there, view.id))
    return { id: view.id }
  })
}

/** Keeps a view no more. */
export function endView(desk: Desk, agent: Agent, asked: Asked) {
  return once(desk, agent.org, { name: 'endView', key: asked.key, input: asked }, async (tx) => {
    const { id } = await theirs(tx, agent, asked.viewId)
    endRow(tx, id, desk.now().toString())
    return { id }
  })
}

async function theirs(tx: OrgTx, agent: Agent, id: string): Promise<ViewRow> {
  const view = await readView(tx, id)
  if (!view || (view.owner !== null && view.owner !== agent.handle))
    throw new Refusal('not-found', 'There is no such view.')
  if (view.owner === null && !leads(agent))
    throw new Refusal('not-allowed', 'Only a lead changes a view that everybody has.')
  return view
}
