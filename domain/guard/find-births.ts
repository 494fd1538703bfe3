import type { PersonalSpan } from './personal-span.ts'

const born =
  /\b(?:born|date of birth|birth ?date|dob|d\.o\.b\.?|birthday|geboren|geburtsdatum|geburtstag|geb\.|née? le|date de naissance|nacid[oa]|fecha de nacimiento)/g

const month =
  'jan(?:uar|uary|vier)?|feb(?:ruar|ruary)?|f[ée]vrier|m(?:ar|är|aer)(?:ch|z|s|zo)?|apr(?:il)?|avril|abril|ma[iyí]o?|jun[ei]?(?:o)?|juin|jul[iy]?(?:o)?|juillet|aug(?:ust)?|ao[uû]t|agosto|sep(?:t|tember|tembre|tiembre)?|o[ck]t(?:ober|obre|ubre)?|nov(?:ember|embre|iembre)?|de[czs](?:ember|embre|iembre)?|d[ée]cembre|enero|febrero'

const day = new RegExp(
  String.raw`(?:\d{1,2}[./ -]{1,2}\d{1,2}[./ -]{1,2}(?:\d{4}|\d{2})|\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}(?:st|nd|rd|th)?\.? (?:of |de )?(?:${month})\.?,? (?:de )?\d{2,4}|(?:${month})\.? \d{1,2}(?:st|nd|rd|th)?,? \d{2,4})(?!\d)`,
)

/** Dates that somebody calls a day of birth. */
export function findBirths(_text: string, low: string): PersonalSpan[] {
  return [...low.matchAll(born)].flatMap(({ 0: word, index }): PersonalSpan[] => {
    const end = index + word.length
    const found = day.exec(low.slice(end, end + 50))
    return found ? [{ kind: 'birth', from: end + found.index, to: end + found.index + found[0].length }] : []
  })
}
