import { expect, test } from 'vitest'
import { inputOf, newForm, slugOf } from './form-edit.ts'

test('a title suggests an address', () => {
  expect(slugOf('Beschwerden & Wünsche')).toBe('beschwerden-wunsche')
})

test('lines become lists, and the address of a page becomes its site', () => {
  const edit = {
    ...newForm(),
    title: 'Tell us',
    topics: 'Delivery\n\n Product ',
    origins: 'https://www.aldera.example/contact?a=1\nhttps://www.aldera.example',
  }
  expect(inputOf(edit)).toMatchObject({
    slug: 'tell-us',
    topics: ['Delivery', 'Product'],
    origins: ['https://www.aldera.example'],
  })
})
