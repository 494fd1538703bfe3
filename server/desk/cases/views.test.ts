import { expect, test } from 'vitest'
import { aDesk } from '#test/desk.ts'
import { endView, keepView, moveView, showViews } from './views.ts'

const late = { name: 'Late and public', filter: { due: 'late', public: true } as const, isShared: false }

test('a view is its owner’s alone until a lead keeps one for everybody', async () => {
  const desk = await aDesk()
  const [ann, lee] = [await desk.colleague('ann'), await desk.colleague('lee', 'lead')]
  await keepView(desk, ann, { ...late, key: '1' })
  await keepView(desk, lee, { ...late, name: 'For all', isShared: true, key: '2' })

  const names = async (who: typeof ann) => (await showViews(desk, who)).views.map(({ name }) => name)
  expect(await names(ann)).toEqual(['For all', 'Late and public'])
  expect(await names(lee)).toEqual(['For all'])
  await expect(keepView(desk, ann, { ...late, isShared: true, key: '3' })).rejects.toThrow('Only a lead')
})

test('views stand in the order that their owner gives them, and go when they are ended', async () => {
  const desk = await aDesk()
  const ann = await desk.colleague('ann')
  const [one, two] = [
    await keepView(desk, ann, { ...late, name: 'one', key: '1' }),
    await keepView(desk, ann, { ...late, name: 'two', key: '2' }),
  ]
  await moveView(desk, ann, { viewId: two.id, to: 'up', key: '3' })
  expect((await showViews(desk, ann)).views.map(({ name }) => name)).toEqual(['two', 'one'])

  await endView(desk, ann, { viewId: two.id, key: '4' })
  expect((await showViews(desk, ann)).views).toEqual([one])
  expect(one.filter).toEqual({ due: 'late', public: true })
})

test('nobody ends a colleague’s view, and only a lead one that everybody has', async () => {
  const desk = await aDesk()
  const [ann, bob, lee] = [
    await desk.colleague('ann'),
    await desk.colleague('bob'),
    await desk.colleague('lee', 'lead'),
  ]
  const hers = await keepView(desk, ann, { ...late, key: '1' })
  const shared = await keepView(desk, lee, { ...late, isShared: true, key: '2' })
  await expect(endView(desk, bob, { viewId: hers.id, key: '3' })).rejects.toThrow('no such view')
  await expect(endView(desk, bob, { viewId: shared.id, key: '4' })).rejects.toThrow('Only a lead')
})
