import { z } from 'zod'
import type { HandedOver } from '#server/channels/handed-over.ts'
import type { OrgTx } from '#server/store/database.ts'
import type { ShownMessage } from '#server/store/messages.ts'
import { thisOrganisation } from '#server/store/organisations.ts'
import { keepPersonKey, personKeys, sealedWords } from '#server/store/sealed-words.ts'
import type { Desk } from '../desk.ts'
import { lockUnder, newDataKey } from '../seal.ts'

/** What locks and opens what one person said in private. */
export type PersonLock = ReturnType<typeof lockUnder>

/** The lock of a person, made where they have none yet: whoever is erased loses its key, and with it all that lies under it. */
export async function lockOfPerson(desk: Desk, tx: OrgTx, person: string): Promise<PersonLock> {
  const { wrapped_key: house } = await thisOrganisation(tx)
  const key = await keepPersonKey(tx, person, newDataKey(desk.masterKey, house))
  return lockUnder(desk.masterKey, house, key)
}

const SaidInRoom = z.object({
  body: z.string(),
  files: z.array(z.object({ name: z.string(), type: z.string(), data: z.base64() })),
})

/** What somebody says in a room, with its files. */
export type SaidInRoom = z.infer<typeof SaidInRoom>

/** Puts what was said into a box, as its raw bytes are kept. */
export const sealSaid = (lock: PersonLock, said: SaidInRoom): string =>
  lock.seal(Buffer.from(JSON.stringify(said))).toString('base64')

/** What lies in the box of an item; nothing where its person was erased. */
export async function openSaid(
  desk: Desk,
  tx: OrgTx,
  { sealed }: HandedOver,
): Promise<SaidInRoom | undefined> {
  const lock = sealed && (await locksOf(desk, tx, [sealed.person])).get(sealed.person)
  const said = lock && inBox(lock, Buffer.from(sealed.box, 'base64'))
  return said && SaidInRoom.parse(JSON.parse(said.toString()))
}

const Words = z.object({ text: z.string(), files: z.array(z.string()) })

/** The words of a message, and what its files are called, as they are kept beside an empty row. */
export const sealWords = (lock: PersonLock, words: z.infer<typeof Words>): Buffer =>
  lock.seal(Buffer.from(JSON.stringify(words)))

/** What sealed messages say, by their ids; of whom was erased, nothing. */
export async function openWords(
  desk: Desk,
  tx: OrgTx,
  messages: readonly string[],
): Promise<ReadonlyMap<string, z.infer<typeof Words>>> {
  const rows = await sealedWords(tx, messages)
  const locks = await locksOf(
    desk,
    tx,
    rows.map(({ person_id }) => person_id),
  )
  return new Map(
    rows.flatMap(({ message_id, person_id, box }) => {
      const lock = locks.get(person_id)
      const said = lock && inBox(lock, box)
      return said ? [[message_id, Words.parse(JSON.parse(said.toString()))] as const] : []
    }),
  )
}

/** Messages as they were said: what was said in a room is read under the key of its person, for whoever may see the case. */
export async function openedMessages(
  desk: Desk,
  tx: OrgTx,
  messages: readonly ShownMessage[],
): Promise<ShownMessage[]> {
  const sealed = messages.filter(({ is_sealed }) => is_sealed).map(({ id }) => id)
  const words = sealed.length === 0 ? new Map<string, never>() : await openWords(desk, tx, sealed)
  return messages.map((message) => {
    const said = words.get(message.id)
    if (!message.is_sealed) return message
    return said
      ? { ...message, body: said.text, attachments: named(message.attachments, said.files) }
      : { ...message, body: null }
  })
}

const named = (files: ShownMessage['attachments'], names: readonly string[]) =>
  files.map((file) => ({ ...file, name: names[file.part] ?? file.name }))

/** A file of a message with the bytes and the name that it came with. */
export async function openedFile(
  desk: Desk,
  tx: OrgTx,
  messageId: string,
  file: { part: number; name: string; bytes: Buffer; is_sealed: boolean },
): Promise<{ name: string; bytes: Buffer } | undefined> {
  if (!file.is_sealed) return file
  const [row] = await sealedWords(tx, [messageId])
  const lock = row && (await locksOf(desk, tx, [row.person_id])).get(row.person_id)
  const said = row && lock && inBox(lock, row.box)
  const bytes = lock && inBox(lock, file.bytes)
  if (!said || !bytes) return undefined
  const { files } = Words.parse(JSON.parse(said.toString()))
  return { name: files[file.part] ?? file.name, bytes }
}

/** What lies in a box; nothing where it does not open: the key that it was under was erased, whoever has one now. */
function inBox(lock: PersonLock, box: Buffer): Buffer | undefined {
  try {
    return lock.open(box)
  } catch {
    return undefined
  }
}

async function locksOf(
  desk: Desk,
  tx: OrgTx,
  people: readonly string[],
): Promise<ReadonlyMap<string, PersonLock>> {
  if (people.length === 0) return new Map()
  const { wrapped_key: house } = await thisOrganisation(tx)
  const keys = await personKeys(tx, [...new Set(people)])
  return new Map([...keys].map(([person, key]) => [person, lockUnder(desk.masterKey, house, key)]))
}
