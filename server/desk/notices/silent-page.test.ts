import { expect, test } from 'vitest'
import { aDeskAlone } from '#test/desk.ts'
import { tellOn } from '#test/tell-on.ts'
import { enterAbsence, withdrawAbsence } from '../colleagues/enter-absence.ts'
import { showPages } from './show-pages.ts'

test('a danger for which nobody was on call is called out as soon as somebody is, and not with the next shift', async () => {
  const desk = await aDeskAlone('2026-11-24T09:00:00Z')
  const away = await enterAbsence(desk, desk.admin, {
    who: 'administrator',
    from: '2026-11-24T00:00:00Z',
    until: '2026-11-26T00:00:00Z',
    key: 'away',
  })
  await desk.take({ body: 'The washer gave me an electric shock and smoke came out of it.' })
  await tellOn(desk, null)
  const page = async () => (await showPages(desk, desk.admin)).pages[0]
  expect(await page()).toMatchObject({ state: 'unanswered', calls: [] })

  desk.wait('PT10M')
  await withdrawAbsence(desk, desk.admin, { absenceId: away.id, key: 'back' })
  desk.wait('PT1M')
  await tellOn(desk, null)
  expect(await page()).toMatchObject({ calls: [{ to: { id: 'administrator' } }] })
})
