import { Refusal } from '#domain/refusal.ts'
import { thisOrganisation } from '#server/store/organisations.ts'
import { readFirstVisit, type FirstVisit } from '#server/store/welcome.ts'
import type { Desk } from '../desk.ts'
import { holderOfPass, type Client, type PassBearer } from '../sign-in/passes.ts'

/** Who comes to the first page: from where, and as whom if they are signed in. */
export type Visitor = {
  /** They sit at the machine that the desk runs on. */
  isHere: boolean
  agent: PassBearer | null
  link: string | undefined
  client: Client
}

/** How it stands with the first visit, and what this visitor may do about it. */
export type Visit = {
  first: FirstVisit
  /** Nobody has ever signed in to an organisation that is no sample. */
  isFirst: boolean
  mayBegin: boolean
  maySetUp: boolean
  isInSample: boolean
}

const fresh = 1000

/** Asked by anyone, so no oftener than once a second. */
const known = new WeakMap<Desk, { first: FirstVisit; until: number }>()

async function firstVisitOf(desk: Desk): Promise<FirstVisit> {
  const found = known.get(desk)
  const at = desk.now().epochMilliseconds
  if (found && at < found.until) return found.first
  const first = await desk.db.asOwner(readFirstVisit)
  if (!first) throw new Error('A desk is born with an organisation.')
  known.set(desk, { first, until: at + fresh })
  return first
}

/** Says that something about the first visit has just changed here. */
export const forgetFirstVisit = (desk: Desk): boolean => known.delete(desk)

/**
 * What a visitor may do. Beginning is for whoever sits at this machine or holds the link that the desk printed, as long
 * as nobody has ever signed in. Setting up is also for whoever looks at the sample, or has come in as the administrator
 * by the link, as long as no administrator has a password.
 */
export async function visitOf(desk: Desk, visitor: Visitor): Promise<Visit> {
  const first = await firstVisitOf(desk)
  const isFirst = !first.was_entered && !first.is_owned
  const begins = isFirst && (visitor.isHere || (await holdsLink(desk, visitor, first)))
  const isInSample = await looksAtSample(desk, visitor)
  const isAdministrator = visitor.agent?.org === first.id && visitor.agent.role === 'admin'
  return {
    first,
    isFirst,
    isInSample,
    mayBegin: begins || isInSample,
    maySetUp: !first.is_owned && (begins || isInSample || isAdministrator),
  }
}

async function holdsLink(desk: Desk, { link }: Visitor, { id }: FirstVisit): Promise<boolean> {
  if (link === undefined) return false
  const holder = await holderOfPass(desk, link, ['link']).catch((fault: unknown) => {
    if (fault instanceof Refusal) return null
    throw fault
  })
  return holder?.org === id && holder.role === 'admin'
}

/** Whether they look at the sample company. */
export const looksAtSample = async (desk: Desk, { agent }: Pick<Visitor, 'agent'>): Promise<boolean> =>
  agent?.pass.kind === 'session' &&
  (await desk.db.withOrg(agent.org, async (tx) => (await thisOrganisation(tx)).is_sample))
