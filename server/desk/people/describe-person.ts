import { happened, type EventData } from '#domain/case/event.ts'
import { Refusal } from '#domain/refusal.ts'
import { describePerson as describeRow, readPerson } from '#server/store/people.ts'
import { commandOn, memberActor, type Agent, type Done } from '../command.ts'
import type { Desk } from '../desk.ts'

type Described = {
  caseId: string
  name?: string | undefined
  language?: string | null | undefined
  zone?: string | null | undefined
  goodToKnow?: string | null | undefined
  seq: number
  key: string
}

type Field = EventData['person-described']['fields'][number]

/** Enters what is good to know about the person of a case. The event says what was entered, and not a word of it. */
export function describePerson(desk: Desk, agent: Agent, given: Described): Promise<Done> {
  return commandOn(desk, agent, 'describePerson', given, async (tx, { kase }) => {
    const person = kase.person === null ? undefined : await readPerson(tx, kase.person)
    if (!person || person.erased_at)
      throw new Refusal('conflict', 'Nobody is known on this case who could be described.')
    const { name = person.name, language = person.language } = given
    const zone = given.zone === undefined ? person.zone : zoneNamed(given.zone)
    const goodToKnow = given.goodToKnow === undefined ? person.good_to_know : given.goodToKnow?.trim() || null
    const fields: Field[] = []
    if (name !== person.name) fields.push('name')
    if (language !== person.language) fields.push('language')
    if (zone !== person.zone) fields.push('zone')
    if (goodToKnow !== person.good_to_know) fields.push('good-to-know')
    if (fields.length === 0) return { events: [], id: person.id }
    await describeRow(tx, { id: person.id, name, language, zone, goodToKnow })
    const described = happened('person-described', desk.now(), memberActor(agent), {
      person: person.id,
      fields,
    })
    return { events: [described], id: person.id }
  })
}

/** A time zone by its IANA name; an offset is none, because it does not know summer. */
function zoneNamed(zone: string | null): string | null {
  if (zone === null || zone === '') return null
  try {
    if (!/^[A-Za-z]/.test(zone)) throw new RangeError('An offset is no zone.')
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone
  } catch {
    throw new Refusal('invalid', `“${zone}” is no time zone. Name one such as Europe/Berlin.`)
  }
}
