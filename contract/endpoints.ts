import * as accounts from './accounts.ts'
import * as byHand from './by-hand.ts'
import * as calls from './calls.ts'
import * as card from './card.ts'
import * as cases from './cases.ts'
import * as claims from './claims.ts'
import * as connections from './connections.ts'
import * as desk from './desk.ts'
import * as dossier from './dossier.ts'
import type { Endpoint } from './endpoint.ts'
import * as forms from './forms.ts'
import * as guard from './guard.ts'
import * as items from './items.ts'
import * as keeping from './keeping.ts'
import * as lookup from './lookup.ts'
import * as networks from './networks.ts'
import * as notices from './notices.ts'
import * as people from './people.ts'
import * as policy from './policy.ts'
import * as policyComment from './policy-comment.ts'
import * as policyOverride from './policy-override.ts'
import * as policyReason from './policy-reason.ts'
import * as policyTrial from './policy-trial.ts'
import * as publicAddress from './public-address.ts'
import * as queue from './queue.ts'
import * as rehearsal from './rehearsal.ts'
import * as remedies from './remedies.ts'
import * as settling from './settling.ts'
import * as room from './room.ts'
import * as staffing from './staffing.ts'
import * as telephones from './telephones.ts'
import * as welcome from './welcome.ts'
import * as writing from './writing.ts'

const areas: readonly Readonly<Record<string, unknown>>[] = [
  items,
  cases,
  claims,
  remedies,
  settling,
  calls,
  card,
  dossier,
  queue,
  writing,
  byHand,
  forms,
  guard,
  notices,
  people,
  room,
  lookup,
  accounts,
  staffing,
  connections,
  networks,
  telephones,
  publicAddress,
  keeping,
  policy,
  policyOverride,
  policyComment,
  policyReason,
  rehearsal,
  policyTrial,
  welcome,
  desk,
]

/** An area may give the words too that its endpoints share. */
const isEndpoint = (value: unknown): value is Endpoint =>
  typeof value === 'object' && value !== null && 'method' in value && 'path' in value && 'who' in value

/** Every endpoint there is, for OpenAPI and for the test that walks them all. */
export const endpoints: readonly Endpoint[] = areas.flatMap((area) => Object.values(area).filter(isEndpoint))
