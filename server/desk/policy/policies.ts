import { z } from 'zod'
import { hiddenFrom } from '#domain/case/house.ts'
import { compilePolicy, type CompiledPolicy } from '#domain/policy/compile.ts'
import { forGood } from '#domain/policy/ladder.ts'
import { readPolicy } from '#domain/policy/document.ts'
import { dutiesOf } from '#domain/policy/duties.ts'
import { staffed, WrittenStaffing, type Staffing } from '#domain/policy/staffing.ts'
import { membersNotHereYet } from '#server/store/members.ts'
import { trialGoing } from '#server/store/policy-trials.ts'
import { policyVersion, versionInForce, type PolicyRow } from '#server/store/policies.ts'
import { isDrawn } from '#domain/policy/trial.ts'
import { blindTo, whatIsSeen, type Bound } from '#domain/team.ts'
import type { OrgTx } from '#server/store/database.ts'
import { readStaffing } from '#server/store/staffing.ts'
import { membersInTeams, teamOfCase, teamOfConnection } from '#server/store/teams.ts'
import type { HandedOut, Policies, PolicyInForce } from '../desk.ts'
import { roleFrom } from '../sign-in/passes.ts'

/** How long a process may go on with what it knows, before it asks whether a newer policy, or another staffing, is in force. */
const fresh = 1000

type Known<T> = { value: T; until: number }

/** After a clock that was set back, what is known is asked anew too. */
const isFresh = ({ until }: Known<unknown>, at: number) => at < until && at >= until - fresh

type InForceNow = { version: number; trial: Awaited<ReturnType<typeof trialGoing>> }

/**
 * Policies, compiled once a version, under whoever stands where now. Which version is in force, and who stands where,
 * is asked at most once a second an organisation.
 */
export function openPolicies(now: () => Temporal.Instant): Policies {
  const compiled = new Map<string, { version: number; compiled: CompiledPolicy }>()
  const built = new Map<string, { policy: PolicyInForce; staffing: StaffedNow }>()
  const inForce = new Map<string, Known<InForceNow>>()
  const staffings = new Map<string, Known<StaffedNow>>()

  const staffingOf = async (tx: OrgTx) => {
    const known = staffings.get(tx.org)
    const at = now().epochMilliseconds
    if (known && isFresh(known, at)) return known.value
    const written = await readStaffing(tx, now())
    const notYet = await membersNotHereYet(tx)
    const bound = await boundToTeams(tx)
    const text = [written, ...notYet, JSON.stringify(bound)].join(' ')
    const value =
      known?.value.text === text
        ? known.value
        : { text, staffing: { ...staffingFrom(written), notYet }, bound }
    staffings.set(tx.org, { value, until: at + fresh })
    return value
  }
  const compiledOf = async (tx: OrgTx, number: number) => {
    const key = `${tx.org} ${number}`
    const known = compiled.get(key)
    if (known) return known
    const made = compile(await policyVersion(tx, number))
    compiled.set(key, made)
    return made
  }
  const version = async (tx: OrgTx, number: number) => {
    const staffing = await staffingOf(tx)
    const key = `${tx.org} ${number}`
    const known = built.get(key)
    if (known?.staffing === staffing) return known.policy
    const policy = build(await compiledOf(tx, number), staffing.staffing)
    built.set(key, { policy, staffing })
    return policy
  }
  const versionFor = async (tx: OrgTx, number: number, what: HandedOut) => {
    const policy = await version(tx, number)
    const { bound } = await staffingOf(tx)
    // Where everybody sees every case, nobody asks of what team one is.
    if (bound.length === 0) return policy
    return { ...policy, house: hiddenFrom(blindTo(await teamOf(tx, what), bound), policy.house) }
  }
  const inForceNow = async (tx: OrgTx) => {
    const known = inForce.get(tx.org)
    const at = now().epochMilliseconds
    if (known && isFresh(known, at)) return known.value
    const value = { version: await versionInForce(tx, now()), trial: await trialGoing(tx) }
    inForce.set(tx.org, { value, until: at + fresh })
    return value
  }
  return {
    version,
    versionFor,
    async inForce(tx) {
      return version(tx, (await inForceNow(tx)).version)
    },
    async forNewCase(tx, { caseId, connection }) {
      const { version: number, trial } = await inForceNow(tx)
      const isOnTrial =
        trial !== undefined &&
        trial.against === number &&
        Temporal.Instant.compare(now(), trial.ends_at) < 0 &&
        isDrawn(trial.id, caseId, trial.share)
      return versionFor(tx, isOnTrial ? trial.version : number, { connection })
    },
    lookAgain(org) {
      for (const known of [inForce.get(org), staffings.get(org)]) if (known) known.until = 0
    },
  }
}

type StaffedNow = { text: string; staffing: Staffing; bound: readonly Bound[] }

/** Who sees only the cases of their teams. */
async function boundToTeams(tx: OrgTx): Promise<Bound[]> {
  const rows = await membersInTeams(tx)
  return rows.flatMap(({ handle, role, teams }) => {
    const sees = whatIsSeen(roleFrom(role), teams)
    return sees === null ? [] : [{ handle, teams: sees }]
  })
}

function teamOf(tx: OrgTx, what: HandedOut): Promise<string | null> | null {
  if ('caseId' in what) return teamOfCase(tx, what.caseId)
  return what.connection === null ? null : teamOfConnection(tx, what.connection)
}

const instant = z.string().transform((text) => Temporal.Instant.from(text))

/** What the database tells of who stands where. */
const Told = z.object({
  staffing: z.array(z.object({ rung: z.string(), written: WrittenStaffing })),
  absences: z.array(
    z.object({ member: z.string(), from_at: instant, until_at: instant, stand_in: z.string().nullable() }),
  ),
  left: z.array(z.object({ member: z.string(), at: instant })),
  holidays: z.array(z.object({ day: z.string(), is_kept: z.boolean(), name: z.string().nullable() })),
})

function staffingFrom(text: string): Omit<Staffing, 'notYet'> {
  const told = Told.parse(JSON.parse(text))
  return {
    rungs: new Map(told.staffing.map(({ rung, written }) => [rung, written])),
    absences: [
      ...told.absences.map((absence) => ({
        who: absence.member,
        from: absence.from_at,
        until: absence.until_at,
        standIn: absence.stand_in,
      })),
      // Whoever has left us is away for good, on whatever rota they still stand.
      ...told.left.map(({ member, at }) => ({ who: member, from: at, until: forGood, standIn: null })),
    ],
    holidays: told.holidays.map(({ day, is_kept: isKept, name }) => ({ day, isKept, name })),
  }
}

function compile({ version, document }: PolicyRow) {
  return { version, compiled: compilePolicy(readPolicy(document)) }
}

function build(
  { version, compiled }: { version: number; compiled: CompiledPolicy },
  staffing: Staffing,
): PolicyInForce {
  const { policy } = compiled
  const { holidays, ...staffedNow } = staffed(policy, staffing)
  return {
    version,
    policy,
    compiled,
    holidays,
    house: {
      version,
      facts: policy.facts,
      duties: (facts) => dutiesOf(compiled, facts),
      ...staffedNow,
    },
  }
}
