import type { z } from 'zod'
import type { audit, decide, policyInForce } from '#contract/desk.ts'
import type { listItems } from '#contract/items.ts'
import { isEntered } from '#domain/case/facts-about.ts'
import { isChannel } from '#domain/channel.ts'
import { roles } from '#domain/role.ts'
import type { Domain, FactValue } from '#domain/policy/fact.ts'
import { onDuty } from '#domain/policy/rota.ts'
import { readCounters } from '#server/store/feed.ts'
import { readStanding } from '#server/store/audits.ts'
import { listItems as itemRows, type ListedItem } from '#server/store/items.ts'
import { allMembers, formerMembers, programsAmongUs } from '#server/store/members.ts'
import { beginningOf } from './beginning-of.ts'
import type { Agent } from '../command.ts'
import type { Desk } from '../desk.ts'
import { decideWithWhy } from './explain-decision.ts'
import { placeText, readPlace } from './list-place.ts'
import { remedyRules } from '../remedies/judging.ts'
import { namesOf, type Names } from '../names.ts'
import { explainedVersion } from '../policy/try-policy.ts'
import { wasCaseView } from './was-case-view.ts'

/** Whether everything adds up: from counters and from indexes that are empty while all is well. */
export const showAudit = (desk: Desk, { org }: Agent): Promise<z.input<typeof audit.output>> =>
  desk.db.withOrg(org, async (tx) => {
    const counters = await readCounters(tx)
    const standing = await readStanding(tx)
    return {
      items: counters.items,
      waiting: standing.waiting,
      opened: counters.opened,
      joined: counters.joined,
      setAside: counters.set_aside,
      quarantined: counters.quarantined,
      cases: counters.cases,
      open: counters.open,
      ownerless: standing.ownerless,
      clockless: standing.clockless,
      chainBroken: standing.chain_broken,
      sent: counters.sent,
      inDoubt: standing.in_doubt,
      queued: standing.queued,
      verifiedTo: standing.verified_to?.toString() ?? null,
    }
  })

/** The policy in force, as the screens need it. */
export const showPolicy = (desk: Desk, { org }: Agent): Promise<z.input<typeof policyInForce.output>> =>
  desk.db.withOrg(org, async (tx) => {
    const { version, policy, house } = await desk.policies.inForce(tx)
    return {
      version,
      name: policy.name,
      currency: (await remedyRules(tx)).currency,
      facts: policy.facts.map((fact) => ({
        name: fact.name,
        type: fact.domain.type,
        label: fact.label ?? 'question',
        values: fact.domain.type === 'enum' ? [...fact.domain.values] : null,
        number: numberBounds(fact.domain),
        entered: isEntered(fact),
      })),
      ladder: house.ladder.map((rung) => ({
        id: rung.id,
        title: rung.title,
        onDuty: onDuty(rung, desk.now()),
      })),
    }
  })

function numberBounds(domain: Domain) {
  if (domain.type !== 'integer' && domain.type !== 'decimal') return null
  const decimals = domain.type === 'decimal' ? domain.scale : 0
  const bound = (code: number) => (Number.isFinite(code) ? code / 10 ** decimals : null)
  return { least: bound(domain.low), most: bound(domain.high), decimals }
}

/** What would be owed for some facts, and why: by the policy in force. */
export const showDecision = (
  desk: Desk,
  { org }: Agent,
  { facts }: { facts: Record<string, FactValue> },
): Promise<z.input<typeof decide.output>> =>
  desk.db.withOrg(org, async (tx) => {
    const { version } = await desk.policies.inForce(tx)
    const { why, ...said } = decideWithWhy(await explainedVersion(desk, tx, version), facts)
    return {
      ...said,
      why: why.map((reason) => ({ ...reason, rows: reason.fired.map(({ row }) => row) })),
    }
  })

/** The colleagues. */
export const showMembers = (desk: Desk, { org }: Agent) =>
  desk.db.withOrg(org, async (tx) => {
    const programs = new Set(await programsAmongUs(tx))
    return {
      members: (await allMembers(tx)).flatMap(({ handle, name, role: text }) => {
        const role = roles.find((known) => known === text)
        return role ? [{ id: handle, name, role, isProgram: programs.has(handle) }] : []
      }),
      former: (await formerMembers(tx)).map(({ handle, name }) => ({ id: handle, name })),
    }
  })

type AskedItems = { outcome: 'set-aside' | 'quarantined'; after?: string | undefined; limit: number }

/** Items that opened no case, as far as a colleague may see what comes by their connections. */
export const showItems = (
  desk: Desk,
  { org, handle, sees }: Agent,
  asked: AskedItems,
): Promise<z.input<typeof listItems.output>> =>
  desk.db.withOrg(org, async (tx) => {
    const { outcome, limit } = asked
    const before = readPlace('after', asked.after)
    const rows = await itemRows(tx, outcome, { before, limit, sees, owner: handle })
    const names = await namesOf(tx)
    const items = await Promise.all(rows.map((row) => shown(row, names)))
    const last = rows.length === limit ? rows.at(-1) : undefined
    return { items, next: last ? placeText({ at: last.received_at.toString(), id: last.id }) : null }
  })

const shown = async (row: ListedItem, names: Names) => ({
  id: row.id,
  channel: isChannel(row.channel) ? row.channel : ('other' as const),
  receivedAt: row.received_at.toString(),
  outcome: row.outcome,
  because: row.because,
  owner: row.owner,
  isErased: row.form === null,
  wasCase: wasCaseView(row.was_case, names),
  ...(await beginningOf(row.form, row.head)),
})
