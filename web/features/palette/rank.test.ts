import { expect, test } from 'vitest'
import { isCalledSo, ranked } from './rank.ts'

const titles = (typed: string, ...names: string[]) =>
  ranked(
    names.map((title) => ({ title })),
    typed,
  ).map(({ title }) => title)

test('what begins with the letters stands before what only holds them', () => {
  expect(titles('re', 'Go to the rota', 'Undo the reply', 'Reply', 'Where is it')).toEqual([
    'Reply',
    'Undo the reply',
    'Where is it',
  ])
})

test('what is called just so stands before everything else', () => {
  expect(titles('my turn', 'My turn, public', 'My turn')).toEqual(['My turn', 'My turn, public'])
})

test('first letters are enough', () => {
  expect(titles('gtd', 'Go to the desk', 'Good to know')).toEqual(['Go to the desk'])
})

test('letters are found with and without their marks', () => {
  expect(titles('erklar', 'Erklären')).toEqual(['Erklären'])
})

test('nothing typed leaves everything in its order', () => {
  expect(titles(' ', 'B', 'A')).toEqual(['B', 'A'])
})

test('a case is called as was typed when its words begin so, not when the words stand somewhere in its letters', () => {
  expect(isCalledSo('Marjorie Quick · Kettle smokes', 'ket mar')).toBe(true)
  expect(isCalledSo('Caspian Wetherley · It leaks', 'my turn')).toBe(false)
  expect(isCalledSo('Caspian Wetherley · It leaks', '1215')).toBe(true)
})
