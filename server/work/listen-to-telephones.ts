import { watchAsterisk } from '#server/channels/phone/asterisk/watch-asterisk.ts'
import { endCallOf, endCallsBut } from '#server/desk/line/end-calls.ts'
import type { Desk } from '#server/desk/desk.ts'
import { lockOf } from '#server/desk/digest.ts'
import { takeCall } from '#server/desk/line/take-call.ts'
import { secretOf } from '#server/desk/line/telephones.ts'
import { lookUpTelephone } from '#server/desk/line/telephone-reach.ts'
import { noteHealth } from '#server/desk/connections/note-health.ts'
import { thisOrganisation } from '#server/store/organisations.ts'
import type { Station } from '#server/store/station.ts'
import { askedTelephones, readTelephone } from '#server/store/telephones.ts'
import type { Reading } from './read-mailboxes.ts'

/** By what one process at a time listens to a telephone system. */
type Claims = Pick<Station, 'claim' | 'release'>

/**
 * Listens to every telephone system that is configured and that nobody listens to yet, here or in another process. One that
 * was changed is listened to anew, and one that has ended no more.
 */
export async function listenToTelephones(
  desk: Desk,
  listening: Map<string, Reading>,
  claims: Claims,
): Promise<void> {
  const found = await desk.db.asWorker(askedTelephones)
  for (const [id, { version, stop }] of listening)
    if (!found.some((one) => one.id === id && one.version === version)) stop()
  for (const { org_id: org, id, version } of found) {
    if (listening.has(id)) continue
    const claim = lockOf(org, `telephone ${id}`)
    const lost = await claims.claim(claim)
    if (!lost) continue
    const ending = new AbortController()
    const done = listenTo(desk, org, id, AbortSignal.any([ending.signal, desk.ending, lost]))
      .catch((fault: unknown) => desk.failed('listen to telephone', fault))
      .then(() => claims.release(claim))
      .finally(() => listening.delete(id))
    listening.set(id, { version, done, stop: () => ending.abort() })
  }
}

async function listenTo(desk: Desk, org: string, id: string, signal: AbortSignal): Promise<void> {
  const settings = await desk.db.withOrg(org, async (tx) => {
    const row = await readTelephone(tx, id)
    const { wrapped_key } = await thisOrganisation(tx)
    const password = row && secretOf(desk, wrapped_key, row)
    return row?.settings.asterisk && password !== undefined
      ? { ...row.settings.asterisk, password }
      : undefined
  })
  if (!settings) return
  await watchAsterisk({
    settings,
    application: `evenhand-${id}`,
    where: () => lookUpTelephone(desk, settings.address),
    heard: async (told) => void (await takeCall(desk, org, id, told)),
    gone: (line) => endCallOf(desk, org, id, line),
    underWay: (calls) => endCallsBut(desk, org, id, calls),
    said: ({ state, since, because = null }) => {
      if (!signal.aborted) void noteHealth(desk, org, id, { state, since, because }).catch(() => undefined)
    },
    jitter: Math.random,
    now: desk.now,
    signal,
  })
}
