import type { Found } from '#server/channels/find-peer.ts'
import { isThisMachine } from '#server/channels/email/relay.ts'
import { findTelephone } from '#server/channels/phone/telephone-host.ts'
import type { Desk } from '../desk.ts'

/** Where a telephone system is, as far as this desk may connect it. */
export const lookUpTelephone = ({ place }: Desk, address: string): Promise<Found> =>
  findTelephone(address, { loopback: isThisMachine(place.host), trusted: place.trustedMailHosts })
