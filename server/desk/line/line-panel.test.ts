import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { aDesk } from '#test/desk.ts'
import { openPanel, renewPanel, setPanel } from './line-panel.ts'
import { holderOfPass, makePass } from '../sign-in/passes.ts'

test('a panel that stands open goes on for a shift, and nobody is an administrator in it', async () => {
  const desk = await aDesk()
  const { secret } = await setPanel(desk, desk.admin, { origins: ['https://crm.example'], renew: false })
  const until = Math.floor(desk.now().epochMilliseconds / 1000) + 60
  const agent = desk.admin.handle
  const signature = createHmac('sha256', secret ?? '')
    .update(`${desk.org}.${agent}.${until}`)
    .digest('hex')
  const { token } = await openPanel(desk, { org: desk.org, agent, until, signature })
  const bearer = () => holderOfPass(desk, token, ['token'])

  expect((await bearer()).role).toBe('lead')
  for (let hours = 0; hours < 11; hours++) {
    desk.wait('PT55M')
    await renewPanel(desk, await bearer())
  }
  desk.wait('PT59M')
  const { expiresAt } = await renewPanel(desk, await bearer())
  expect(Temporal.Instant.from(expiresAt).since(desk.now()).total('hours')).toBeLessThan(1.1)
  desk.wait('PT2H')
  await expect(bearer()).rejects.toThrow('This token is not valid')
})

test('no other pass goes on like a panel’s', async () => {
  const desk = await aDesk()
  await setPanel(desk, desk.admin, { origins: ['https://crm.example'], renew: false })
  const token = await makePass(desk, desk.org, {
    kind: 'token',
    member: desk.admin.handle,
    role: 'admin',
    name: 'CRM',
  })
  await expect(renewPanel(desk, await holderOfPass(desk, token, ['token']))).rejects.toThrow('Only a panel')
})
