import type { Breach } from '#domain/case/event.ts'
import type { House } from '#domain/case/house.ts'
import type { CompiledPolicy } from '#domain/policy/compile.ts'
import type { Holiday } from '#domain/policy/holidays.ts'
import type { Policy } from '#domain/policy/policy.ts'
import type { Network } from '#server/channels/network.ts'
import type { IdentityPlaces } from '#server/channels/sign-in-there.ts'
import type { Database, OrgTx } from '#server/store/database.ts'

/** What every desk function works with. */
export type Desk = {
  readonly db: Database
  /** The desk's clock: passed in, so that tests stand it still. To the millisecond, as the database keeps it. */
  readonly now: () => Temporal.Instant
  /** The policy of an organisation in some version, or the one in force. */
  readonly policies: Policies
  /** Case numbers, taken in blocks so that no two cases wait for each other. */
  readonly numbers: Numbers
  /** Says that something was committed, so that the sequencer and the workers need not wait for their next look. */
  readonly nudge: (what: 'changes' | 'work' | 'items') => void
  /** Tells whoever runs the desk that something is wrong that should never be. */
  readonly alarm: (what: { breach: Breach | 'page-unanswered'; org: string; caseId: string }) => void
  /** Tells of a fault of ours; what it stopped is tried again. */
  readonly failed: (where: string, fault: unknown) => void
  /** Tells whoever runs the desk that a connection does not answer any more, and why; or that it answers, where that is null. */
  readonly turned: (what: { connection: string; away: string | null }) => void
  /** Aborted when the desk is ending. */
  readonly ending: AbortSignal
  /** The domain of the Message-IDs that we make. */
  readonly mailDomain: string
  /** Encrypts and decrypts channel secrets under the organisation's key. */
  readonly masterKey: Buffer
  /** The networks that it can be connected to, by their names. */
  readonly networks: Networks
  readonly place: Place
}

/** Where this desk stands: what it may reach, and where others reach it. */
type Place = {
  /** The address that it listens at; on a loopback one, mail servers of this machine may be connected. */
  readonly host: string
  readonly smtpPort: number
  /** Whether there is a relay for replies of connections that have none of their own. */
  readonly hasRelay: boolean
  /** Where others reach this desk, where whoever runs it has said so. */
  readonly publicUrl?: string
  /** Where it is reached on this machine, which is where the customers of the sample company are. */
  readonly urlHere?: string
  /** Where clamd looks at what customers and colleagues hand over, where whoever runs this desk has one. */
  readonly scanner?: string
  /** Hosts at addresses that are otherwise refused, such as link-local ones: whoever runs the desk vouches for them. */
  readonly trustedMailHosts: readonly string[]
  /** Where accounts of networks are looked up, where whoever runs this desk has named servers for it. */
  readonly identities?: IdentityPlaces
  /** Where the push service of the browsers is played on this machine; in the world none is. */
  readonly isPushHere?: boolean
}

type Networks = ReadonlyMap<string, Network>

export type PolicyInForce = {
  version: number
  policy: Policy
  compiled: CompiledPolicy
  house: House
  /** Those that the policy writes, as the house has changed them. */
  holidays: readonly Holiday[]
}

/** What is handed out: a case, or what comes by a connection and is none yet. */
export type HandedOut = { caseId: string } | { connection: string | null }

export type Policies = {
  inForce(tx: OrgTx): Promise<PolicyInForce>
  /** The one that judges a case that is about to be opened: in force, or on trial where the case is drawn for it. */
  forNewCase(tx: OrgTx, opening: { caseId: string; connection: string | null }): Promise<PolicyInForce>
  version(tx: OrgTx, version: number): Promise<PolicyInForce>
  /** The same as it is for one case, or for what comes by a connection: handed out first among those who may see it. */
  versionFor(tx: OrgTx, version: number, what: HandedOut): Promise<PolicyInForce>
  /** Says that who stands where has just been changed here: whoever asks next is told what holds now. */
  lookAgain(org: string): void
}

export type Numbers = {
  next(org: string): Promise<number>
  /** Gives back what was taken and not used, when the process ends. */
  giveBack(): Promise<void>
}
