import { Refusal } from '#domain/refusal.ts'
import type { sampleRoles } from '#domain/role.ts'
import { allMembers } from '#server/store/members.ts'
import { readySample } from '#server/store/welcome.ts'
import type { Desk } from '../desk.ts'
import { looksAtSample, visitOf, type Visitor } from '../set-up/first-visit.ts'
import { loadSample } from './load-sample.ts'
import type { Client, PassBearer } from '../sign-in/passes.ts'
import { readCompany } from './story.ts'
import { openSession } from '../sign-in/sessions.ts'

type SampleRole = (typeof sampleRoles)[number]

/** How far the sample company has been loaded. */
export type SampleProgress = { state: 'none' | 'loading' | 'failed' | 'ready'; done: number; of: number }

type Loading = SampleProgress & { state: 'loading' | 'failed' }

/** What this process is loading; another process that is asked begins anew, and the newest is looked at. */
const loadings = new WeakMap<Desk, Loading>()

/** How far the sample company is. */
export async function sampleProgress(desk: Desk): Promise<SampleProgress> {
  const loading = loadings.get(desk)
  if (loading) return loading
  const ready = await desk.db.asOwner(readySample)
  return { state: ready ? 'ready' : 'none', done: 0, of: 0 }
}

/** What became of the wish to look at the sample company, and the session when it is there to be looked at. */
export type Explored = { progress: SampleProgress; session: string | null }

/** Begins to load the sample company, tells how far that is, or signs the visitor in as its agent. */
export async function exploreSample(desk: Desk, visitor: Visitor): Promise<Explored> {
  const { mayBegin } = await visitOf(desk, visitor)
  if (!mayBegin)
    throw new Refusal(
      'not-allowed',
      'The sample company is for the first visit: from the machine that the desk runs on, or by the link that it printed.',
    )
  const progress = await sampleProgress(desk)
  if (progress.state === 'none' || progress.state === 'failed')
    return { progress: beginLoading(desk), session: null }
  const ready = progress.state === 'ready' ? await desk.db.asOwner(readySample) : undefined
  if (!ready) return { progress, session: null }
  const session = await openSession(desk, { org: ready.id, handle: ready.agent }, 'welcome', visitor.client)
  return { progress, session }
}

function beginLoading(desk: Desk): SampleProgress {
  const begun: Loading = { state: 'loading', done: 0, of: 1 }
  loadings.set(desk, begun)
  loadSample(desk, (done, of) => loadings.set(desk, { state: 'loading', done, of })).then(
    () => loadings.delete(desk),
    (fault: unknown) => {
      loadings.set(desk, { ...begun, state: 'failed' })
      desk.failed('load the sample company', fault)
    },
  )
  return begun
}

/** Looks at the sample company from the seat of somebody with another role. Elsewhere nobody becomes somebody else. */
export async function seeAs(
  desk: Desk,
  agent: PassBearer,
  role: SampleRole,
  client: Client,
): Promise<string> {
  if (!(await looksAtSample(desk, { agent })))
    throw new Refusal('not-allowed', 'Only the sample company can be seen as somebody else.')
  const ready = await desk.db.asOwner(readySample)
  const { seats } = await readCompany()
  const seat = role === 'agent' ? ready?.agent : seats[role]
  const there = (await desk.db.withOrg(agent.org, allMembers)).filter((member) => member.role === role)
  const shown = there.find(({ handle }) => handle === seat) ?? there[0]
  if (!shown) throw new Refusal('not-found', 'Nobody in the sample company has this role.')
  return openSession(desk, { org: agent.org, handle: shown.handle }, 'welcome', client)
}
