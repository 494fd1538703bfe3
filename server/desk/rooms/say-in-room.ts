import { accountKey } from '#domain/account-key.ts'
import { Refusal } from '#domain/refusal.ts'
import type { HandedOver } from '#server/channels/handed-over.ts'
import type { RoomAccount } from '#server/store/rooms.ts'
import type { Desk } from '../desk.ts'
import { isFresh, readStamp } from '../forms/form-stamp.ts'
import type { Visit } from './room-visit.ts'
import { scannedFile } from '../items/scanned-file.ts'
import { lockOfPerson, sealSaid, type SaidInRoom } from '../people/sealed-words.ts'
import { sentAs, takeFromPage } from '../items/take-from-page.ts'
import { visitsOf } from '../cases/visits-of.ts'
import { mostFileBytes, mostFiles } from '../replies/waiting-files.ts'

/** What somebody typed and chose in a room, with the stamp of the page it came from. */
export type Said = { words: string; files: readonly { name: string; bytes: Uint8Array }[]; stamp: string }

/** What became of it: taken, or why the page has to ask again, and about which file. */
export type Heard =
  | { kind: 'taken' }
  | { kind: 'missing' | 'old' | 'too-many' }
  | { kind: 'too-long'; over: number; most: number }
  | { kind: 'refused-file' | 'harm' | 'no-scanner' | 'too-large'; file: string }

const mostLetters = 10_000
const mostWithinHour = 40

/** What the page of a visit is stamped for. */
export const roomPlace = ({ id }: Visit): string => `room ${id}`

/**
 * Takes what somebody says in their room: one more message of theirs in the case, by the way every message comes. It lies
 * under the key of its person from before anybody understands it.
 */
export async function sayInRoom(desk: Desk, visit: Visit, said: Said, address: string): Promise<Heard> {
  const { org, room, account } = visit
  const stamp = readStamp(desk, roomPlace(visit), said.stamp)
  if (!stamp || !isFresh(desk, stamp)) return { kind: 'old' }
  if (said.words === '' && said.files.length === 0) return { kind: 'missing' }
  if (said.words.length > mostLetters)
    return { kind: 'too-long', over: said.words.length - mostLetters, most: mostLetters }
  if ((await visitsOf(desk, 'say', address)) > mostWithinHour) return { kind: 'too-many' }
  const files = await takenFiles(desk, said.files)
  if ('kind' in files) return files
  const box = await desk.db.withOrg(org, async (tx) =>
    sealSaid(await lockOfPerson(desk, tx, account.person_id), { body: said.words, files: files.taken }),
  )
  const given: HandedOver = {
    channel: room.channel,
    externalId: `room:${sentAs(desk, stamp.nonce, [said.words], said.files)}`,
    at: desk.now().toString(),
    from: senderOf(account),
    body: '',
    joins: room.case_id,
    sealed: { person: account.person_id, box },
  }
  await takeFromPage(desk, org, room.connection_id, given)
  return { kind: 'taken' }
}

/** The account that the room is bound to, so that what is said in it is said by nobody else. */
function senderOf({ kind, network, address, address_key: key }: RoomAccount): HandedOver['from'] {
  if (kind === 'email') return { email: address }
  const id = key.slice(`handle:${network.toLowerCase()}:`.length)
  const isKnownByHandle = accountKey({ kind: 'handle', network, address }) === key
  return { handle: address, network, ...(!isKnownByHandle && { id }) }
}

type Taken = { taken: SaidInRoom['files'] }

async function takenFiles(desk: Desk, files: Said['files']): Promise<Taken | Heard> {
  const taken: SaidInRoom['files'] = []
  const size = files.reduce((sum, { bytes }) => sum + bytes.byteLength, 0)
  if (files.length > mostFiles || size > mostFileBytes)
    return { kind: 'too-large', file: files.at(-1)?.name.slice(0, 100) ?? '' }
  for (const file of files) {
    const name = file.name.slice(0, 100)
    const fit = await scannedFile(desk, file).catch((fault: unknown) => {
      if (!(fault instanceof Refusal)) throw fault
      return fault
    })
    if (fit instanceof Refusal) return { kind: whyNot(fit), file: name }
    taken.push({ name: fit.name, type: fit.type, data: Buffer.from(fit.bytes).toString('base64') })
  }
  return { taken }
}

const whyNot = ({ details }: Refusal) =>
  details?.['scan'] === 'harm' ? 'harm' : details?.['scan'] === 'no-answer' ? 'no-scanner' : 'refused-file'
