import { randomBytes } from 'node:crypto'
import type { z } from 'zod'
import type { setPager as setting, showPager as showing, tryPager as trying } from '#contract/notices.ts'
import { ringPager, type Ring } from '#server/channels/pager/ring-pager.ts'
import { Refusal } from '#domain/refusal.ts'
import type { OrgTx } from '#server/store/database.ts'
import { newId } from '#server/store/id.ts'
import { thisOrganisation } from '#server/store/organisations.ts'
import { notePagerAnswer, readPagerHook, savePagerHook, type PagerHookRow } from '#server/store/push.ts'
import type { Agent } from '../command.ts'
import type { Desk } from '../desk.ts'
import { publicAddressOf } from '../replies/public-address.ts'
import { askOutside, refusePlaceOf } from './push-reach.ts'
import { openSecret, sealSecret } from '../seal.ts'

type View = z.input<typeof showing.output>

/** The gateway that rings pagers, and how it answered last. */
export const showPager = (desk: Desk, { org }: Agent): Promise<View> =>
  desk.db.withOrg(org, async (tx) => viewOf(await readPagerHook(tx)))

const viewOf = (hook: PagerHookRow | undefined): View => ({
  url: hook?.url ?? null,
  isOn: hook?.is_on ?? false,
  lastAt: hook?.last_at?.toString() ?? null,
  lastTrouble: hook?.last_trouble ?? null,
})

/** Says where the gateway is; what signs its messages is made at the first time, and whenever it is asked for. */
export async function setPager(
  desk: Desk,
  { org, handle }: Agent,
  { url, isOn, renew }: z.output<typeof setting.input>,
): Promise<z.input<typeof setting.output>> {
  await refusePlaceOf(desk, 'pager', url)
  return desk.db.withOrg(org, async (tx) => {
    const known = await readPagerHook(tx)
    const { wrapped_key } = await thisOrganisation(tx)
    // Another place gets a secret of its own: whoever had the old one must not sign for it.
    const isSame = known !== undefined && new URL(known.url).origin === new URL(url).origin
    const secret = isSame && !renew ? null : randomBytes(32).toString('base64url')
    const sealed =
      secret === null && known
        ? { secret: known.sealed_secret, key: known.wrapped_key }
        : sealSecret(desk.masterKey, wrapped_key, secret ?? '')
    await savePagerHook(tx, { url, ...sealed, isOn, at: desk.now().toString(), by: handle })
    return { pager: viewOf(await readPagerHook(tx)), secret }
  })
}

/** Rings it once, for trying. */
export async function tryPager(desk: Desk, { org, handle }: Agent): Promise<z.input<typeof trying.output>> {
  const base = await publicAddressOf(desk, org)
  const trouble = await ringOnce(desk, org, {
    delivery: newId(desk.now()),
    title: 'Evenhand: a test',
    link: `${base ?? ''}/settings/notices`,
    call: { case: 0, page: 'test', member: handle, rung: 'test', round: 0, at: desk.now().toString() },
  })
  return trouble
    ? { works: false, says: trouble.because }
    : { works: true, says: 'The gateway has taken it.' }
}

/** Rings the gateway, and writes down how it answered. Where there is none, that is the trouble. */
export async function ringOnce(desk: Desk, org: string, ring: Ring) {
  const hook = await desk.db.withOrg(org, (tx) => hookOf(desk, tx))
  if (!hook) throw new Refusal('conflict', 'No gateway is connected yet.')
  const trouble = await ringPager(askOutside(desk, 'pager'), hook, ring, desk.now())
  await desk.db.withOrg(org, (tx) => notePagerAnswer(tx, desk.now().toString(), trouble?.because ?? null))
  return trouble
}

async function hookOf(desk: Desk, tx: OrgTx): Promise<{ url: string; secret: string } | null> {
  const hook = await readPagerHook(tx)
  if (!hook) return null
  const { wrapped_key } = await thisOrganisation(tx)
  const sealed = { secret: hook.sealed_secret, key: hook.wrapped_key }
  return { url: hook.url, secret: openSecret(desk.masterKey, wrapped_key, sealed) }
}
