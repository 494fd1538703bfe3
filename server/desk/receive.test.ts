import { afterAll, expect, test } from 'vitest'
import { anItem, testDesk } from '#test/desk.ts'
import { showAudit } from './show-desk.ts'
import { showCase } from './show-case.ts'
import { takeItem } from './take-item.ts'

const desk = await testDesk()
afterAll(() => desk.close())

test('a complaint opens a case with an owner and a running date', async () => {
  const { outcome, caseId = '' } = await takeItem(desk, desk.admin, anItem())

  const kase = await showCase(desk, desk.admin, { caseId })
  expect(outcome).toBe('opened')
  expect(kase.owner.id).toBe('administrator')
  expect(kase.deadlines.map(({ kind, state }) => [kind, state])).toEqual([
    ['acknowledge-by', 'running'],
    ['act-by', 'running'],
  ])
  expect(await showAudit(desk, desk.admin)).toMatchObject({ items: 1, opened: 1, ownerless: 0, clockless: 0 })
})
