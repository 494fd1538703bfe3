import { expect, test } from 'vitest'
import { inputOf, newForm, noSite, sitesWritten, slugOf } from './form-edit.ts'

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

test('a site without https:// is completed, and what is no site is pointed out', () => {
  const typed = 'www.aldera.example\nwww.aldera.example:8443/shop\nhttp://localhost:4790/'
  expect(sitesWritten(typed)).toBe(
    'https://www.aldera.example\nhttps://www.aldera.example:8443\nhttp://localhost:4790',
  )
  expect(noSite(typed)).toBeUndefined()
  expect(noSite('https://www.aldera.example\nour shop')).toBe('our shop')
  expect(noSite('localhost:4790')).toBe('localhost:4790')
  expect(noSite('javascript:alert(1)')).toBe('javascript:alert(1)')
})
