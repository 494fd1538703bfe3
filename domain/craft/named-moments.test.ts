import { expect, test } from 'vitest'
import { namedMoments } from './named-moments.ts'

/** A Monday, at half past two in the morning or at another hour. */
const monday = (time = '02:30') => Temporal.ZonedDateTime.from(`2026-11-23T${time}[Europe/Berlin]`)
const read = (text: string, time?: string) =>
  namedMoments(text, monday(time)).map((moment) => moment.toString({ smallestUnit: 'minute' }))

test.each([
  ['I will have it collected today and ring you by 15:00 on Tuesday', '2026-11-23T17:00', '2026-11-24T15:00'],
  [
    'I write to you by Friday at 15:00, once it was collected by Wednesday at 12:00',
    '2026-11-25T12:00',
    '2026-11-27T15:00',
  ],
  ['It comes on Friday: by Friday 15:00, as I said', '2026-11-27T15:00'],
  ['Jim Barlow comes by Wednesday 25 November', '2026-11-25T17:00'],
  ['Our technician Pau comes on Wednesday 25 November between 9:00 and 11:00', '2026-11-25T11:00'],
  ['Pau is with you on Wednesday between 9 and 11.', '2026-11-25T11:00'],
  ['I ring you by 3 pm', '2026-11-23T15:00'],
  ['I ring you between 3 and 5 pm', '2026-11-23T17:00'],
  ['I ring you today by 5', '2026-11-23T17:00'],
  ['Ines Berg brings a new pump on Monday at nine', '2026-11-30T09:00'],
  ['I will send you his name by Tuesday noon.', '2026-11-24T12:00'],
  ['We refund it by November 27th, 2026.', '2026-11-27T17:00'],
  ['tomorrow afternoon', '2026-11-24T17:00'],
  ['I ring you in two hours', '2026-11-23T04:30'],
  ['within 5 working days', '2026-11-30T17:00'],
  ['by the end of the week', '2026-11-27T17:00'],
  ['by 10 January', '2027-01-10T17:00'],
  ['Ich rufe Sie bis Dienstag 15 Uhr an', '2026-11-24T15:00'],
  ['Unser Techniker Pau kommt am Mittwoch, 25. November, zwischen 9:00 und 11:00 Uhr', '2026-11-25T11:00'],
  ['am Mittwoch zwischen 9 und 11 Uhr', '2026-11-25T11:00'],
  ['Ich melde mich morgen Vormittag', '2026-11-24T12:00'],
  ['bis 27.11. um 9.30 Uhr', '2026-11-27T09:30'],
  ['innerhalb von drei Tagen', '2026-11-26T17:00'],
  ['übermorgen', '2026-11-25T17:00'],
])('“%s” means %s', (text, ...moments) => {
  expect(read(text)).toEqual(moments)
})

test.each(['', 'as soon as I can', 'We refund €25.11 for 3 hours', 'It came on 3 March 2024', 'case 1215'])(
  '“%s” names no moment that is to come',
  (text) => {
    expect(read(text)).toEqual([])
  },
)

test('today lasts until midnight when the working day is over', () => {
  expect(read('I send it today', '18:00')).toEqual(['2026-11-23T23:59'])
})
