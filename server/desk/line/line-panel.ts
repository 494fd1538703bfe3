import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { z } from 'zod'
import type {
  openPanel as opening,
  renewPanel as renewing,
  setPanel as setting,
  showPanel as showing,
} from '#contract/telephones.ts'
import { Refusal } from '#domain/refusal.ts'
import type { OrgTx } from '#server/store/database.ts'
import { readMember } from '#server/store/members.ts'
import { thisOrganisation } from '#server/store/organisations.ts'
import { prolongPass } from '#server/store/passes.ts'
import { readPanel, savePanel, type PanelRow } from '#server/store/telephones.ts'
import type { Agent } from '../command.ts'
import type { Desk } from '../desk.ts'
import { panelPassName, roleInPanel } from './panel-pass.ts'
import { makePassIn, roleFrom, type PassBearer } from '../sign-in/passes.ts'
import { openSecret, sealSecret } from '../seal.ts'

/** A signed link is used at once. What it opens is for an hour, again and again while the panel is open, for a shift at most. */
const linkLasts = Temporal.Duration.from({ minutes: 5 })
const passLasts = Temporal.Duration.from({ hours: 1 })
const shiftLasts = Temporal.Duration.from({ hours: 12 })

/** In which pages of other systems the call screen may stand. */
export const showPanel = (desk: Desk, { org }: Agent): Promise<z.input<typeof showing.output>> =>
  desk.db.withOrg(org, async (tx) => panelView(org, (await readPanel(tx))?.origins ?? []))

/** Says so. The secret that links are signed with is shown when it is made, and not again. */
export const setPanel = (
  desk: Desk,
  { org, handle }: Agent,
  { origins, renew }: z.output<typeof setting.input>,
): Promise<z.input<typeof setting.output>> =>
  desk.db.withOrg(org, async (tx) => {
    const known = await readPanel(tx)
    const secret = known && !renew ? null : randomBytes(32).toString('base64url')
    const { wrapped_key } = await thisOrganisation(tx)
    const sealed =
      secret === null && known
        ? { secret: known.sealed_secret, key: known.wrapped_key }
        : sealSecret(desk.masterKey, wrapped_key, secret ?? '')
    await savePanel(tx, { origins, ...sealed, at: desk.now().toString(), by: handle })
    return { panel: panelView(org, origins), secret }
  })

const panelView = (org: string, origins: readonly string[]) => ({
  origins: [...origins],
  path: `/line/panel?org=${org}`,
  isOn: origins.length > 0,
})

/** Who may frame the call screen of an organisation; nobody where it has not said so. */
export const panelOrigins = (desk: Desk, org: string): Promise<readonly string[]> =>
  desk.db.withOrg(org, async (tx) => (await readPanel(tx))?.origins ?? [])

const notValid = 'This link is not valid, or not any more. Open the panel anew in the page around it.'

/** Lets the colleague in whom the page around the panel has signed for, to read and to work on cases. */
export const openPanel = (
  desk: Desk,
  { org, agent, until, signature }: z.output<typeof opening.input>,
): Promise<z.input<typeof opening.output>> =>
  desk.db.withOrg(org, async (tx) => {
    const panel = await readPanel(tx)
    const isGood =
      panel !== undefined && (await isSigned(desk, tx, panel, `${org}.${agent}.${until}`, signature))
    const ends = Temporal.Instant.fromEpochMilliseconds(until * 1000)
    const now = desk.now()
    const isInTime =
      Temporal.Instant.compare(ends, now) >= 0 && Temporal.Instant.compare(ends, now.add(linkLasts)) <= 0
    if (!isGood || !isInTime || panel.origins.length === 0) throw new Refusal('not-allowed', notValid)
    const member = await readMember(tx, agent)
    if (!member) throw new Refusal('not-allowed', notValid)
    const expiresAt = now.add(passLasts)
    const token = await makePassIn(desk, tx, {
      kind: 'token',
      member: member.handle,
      role: roleInPanel(roleFrom(member.role)),
      name: panelPassName,
      scopes: ['read', 'cases'],
      expiresAt,
    })
    return { token, expiresAt: expiresAt.toString() }
  })

/** Lets a panel that stands open go on for another hour, as long as it may stand anywhere and its shift is not over. */
export const renewPanel = (desk: Desk, { org, pass }: PassBearer): Promise<z.input<typeof renewing.output>> =>
  desk.db.withOrg(org, async (tx) => {
    if (pass.kind !== 'token' || pass.openedBy !== panelPassName)
      throw new Refusal('conflict', 'Only a panel goes on like this.')
    const panel = await readPanel(tx)
    if (!panel || panel.origins.length === 0) throw new Refusal('not-allowed', notValid)
    const longest = pass.openedAt.add(shiftLasts)
    const wanted = desk.now().add(passLasts)
    const expiresAt = Temporal.Instant.compare(wanted, longest) < 0 ? wanted : longest
    await prolongPass(tx, pass.id, expiresAt)
    return { expiresAt: expiresAt.toString() }
  })

async function isSigned(desk: Desk, tx: OrgTx, panel: PanelRow, text: string, signature: string) {
  const { wrapped_key } = await thisOrganisation(tx)
  const secret = openSecret(desk.masterKey, wrapped_key, {
    secret: panel.sealed_secret,
    key: panel.wrapped_key,
  })
  const expected = createHmac('sha256', secret).update(text).digest()
  return timingSafeEqual(expected, Buffer.from(signature, 'hex'))
}
