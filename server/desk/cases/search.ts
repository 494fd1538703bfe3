import type { z } from 'zod'
import type { listCases as contract } from '#contract/cases.ts'
import { caseNumberIn } from '#domain/text/case-number.ts'
import { excerptOf, foundIn, searchQuery, soughtWords, type Sought } from '#domain/text/found-words.ts'
import { readTypedContact } from '#domain/typed-contact.ts'
import { bodiesOf, searchCases, type ListedCase } from '#server/store/case-list.ts'
import type { OrgTx } from '#server/store/database.ts'
import { homeCountry } from '#server/store/home-country.ts'
import { caseOfNumber, casesOfPeople } from '#server/store/known-numbers.ts'
import { accountsOfNumber } from '../people/accounts-of-number.ts'
import { readPhoneNumber } from '../people/phone-number.ts'

/** What somebody looks for, and the cases it is found in, each with the newest message that it stands in. */
export type Search = {
  words: string
  messages: ReadonlyMap<string, string | null>
  /** More was found than is ever told; a first page does not say, as one can go on. */
  hasMore: boolean
  /** The case whose number was typed. */
  named: string | undefined
  /** The addresses of the telephone numbers that were typed, in whatever spelling. */
  numbers: readonly string[]
}

/**
 * Nobody reads further than the newest hundred, and few beyond the first page, which looks for no more than it shows.
 * Filters take some of what is found away, so that there has to be more.
 */
const mostFound = 100
const mostBeforeFilters = 200

/** How much of what is found is asked for: its first page alone, or more of it; with or without filters. */
type Extent = { isFiltered: boolean; firstPage: number | undefined }

/** Looks everywhere for what was typed: a case by its number, a person by theirs in any spelling, and words. */
export async function searchFor(
  tx: OrgTx,
  q: string | undefined,
  { isFiltered, firstPage = mostFound }: Extent,
): Promise<Search | null> {
  const typed = q?.trim() ?? ''
  if (typed === '') return null
  const number = caseNumberIn(typed)
  const words = number === undefined ? typed : String(number)
  const most = isFiltered ? mostBeforeFilters : Math.min(firstPage, mostFound)
  const beginning = words.replace(/^[#@]/, '').toLowerCase()
  const rows = await searchCases(tx, searchQuery(words), beginning, most + 1)
  const called = await calledFrom(tx, typed)
  return {
    words,
    messages: new Map([
      ...called.cases.map((id): [string, null] => [id, null]),
      ...rows.slice(0, most).map((row): [string, string | null] => [row.case_id, row.message_id]),
    ]),
    hasMore: most >= mostFound && rows.length > most,
    named: number === undefined ? undefined : await caseOfNumber(tx, number),
    numbers: called.numbers,
  }
}

const fewestDigits = 6

/** The cases of whoever has a number that was typed, in any spelling, with or without the code of its country. */
async function calledFrom(tx: OrgTx, typed: string): Promise<{ cases: string[]; numbers: string[] }> {
  const { phone } = readTypedContact(typed)
  if (phone === undefined || phone.replaceAll(/\D/g, '').length < fewestDigits)
    return { cases: [], numbers: [] }
  const accounts = await accountsOfNumber(tx, readPhoneNumber(phone, await homeCountry(tx)))
  const people = [...new Set(accounts.map(({ person_id: id }) => id))]
  const cases = people.length > 0 ? await casesOfPeople(tx, people, mostFound) : []
  return { cases: cases.map(({ id }) => id), numbers: accounts.map(({ address }) => address) }
}

type Found = z.input<typeof contract.output>['cases'][number]['found']

/**
 * Where the words stand, of each case that is shown: in what its row shows anyway, or in a line of a message. Asks the last
 * question of the transaction.
 */
export async function whereFound(
  tx: OrgTx,
  rows: readonly ListedCase[],
  { words, messages, numbers }: Search,
): Promise<Map<string, Found>> {
  const sought = soughtWords(words)
  const asked = rows.flatMap(({ id }) => messages.get(id) ?? [])
  const bodies = new Map((await bodiesOf(tx, asked)).map(({ message_id, body }) => [message_id, body]))
  return new Map(
    rows.map(({ id, number, address, subject, person_name: name }) => {
      const parts: { where: Found[number]['where']; segments: Found[number]['segments'] | null }[] = [
        { where: 'number', segments: foundIn(String(number), sought) },
        { where: 'name', segments: foundIn(name ?? '', sought) },
        { where: 'address', segments: addressFound(address ?? '', sought, numbers) },
        { where: 'subject', segments: foundIn(subject ?? '', sought) },
        { where: 'message', segments: excerptOf(bodies.get(messages.get(id) ?? '') ?? '', sought) },
      ]
      const found: Found = parts.flatMap(({ where, segments }) => (segments ? [{ where, segments }] : []))
      // What is written nowhere was found by its sound.
      if (found.length === 0 && name !== null)
        found.push({ where: 'name', segments: [{ text: name, hit: true }] })
      return [id, found]
    }),
  )
}

/** A number is found whole: its spelling is not the one that was typed. */
const addressFound = (address: string, sought: Sought, numbers: readonly string[]) =>
  numbers.includes(address) ? [{ text: address, hit: true }] : foundIn(address, sought)
