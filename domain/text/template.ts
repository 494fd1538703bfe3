/** What a template's fields are filled with. */
export type Filling = {
  /** The customer's name; nobody is addressed by a name that we do not know. */
  name: string | null
  /** The case's number. */
  number: number
  /** The name of who answers for the case. */
  owner: string
  /** Today, where the desk stands. */
  today: Temporal.PlainDate
  /** The language of the text, BCP 47: dates are written in it. */
  language: string
}

/** The fields that a template may hold, as `{{name}}`; `{{date:+2}}` is the day after tomorrow. */
export const templateFields = ['name', 'number', 'owner', 'date'] as const

type Field = (typeof templateFields)[number]

/**
 * A template with its fields filled in. What cannot be filled, because nobody knows the name or there is no such
 * field, stays as it is: a reply is refused while it stands there.
 */
export const fillTemplate = (body: string, filling: Filling): string =>
  body.replaceAll(written, (whole) => {
    const { field, days } = readField(whole)
    return field === undefined ? whole : (valueOf(field, days, filling) ?? whole)
  })

/** The first field that no template may hold, as it is written. */
export const unknownField = (body: string): string | undefined =>
  body.match(written)?.find((whole) => readField(whole).field === undefined) ?? body.match(bracedOnce)?.[0]

/** The first blank or unfilled field of a text, as it is written: what nobody should get to read. */
export const firstBlank = (body: string): string | undefined => blank.exec(body)?.[0]

/** As other desks write a field, `{customer.name}`: it would reach the customer as it stands. */
const bracedOnce = /(?<!\{)\{\s*\p{L}[\p{L}\d_.]*\s*\}(?!\})/u
const written = /\{\{[^{}]*\}\}/g
const blank = /\[\[[^[\]]*\]\]|\{\{[^{}]*\}\}/

const isField = (name: string): name is Field => templateFields.some((field) => field === name)

/** Longest wait that a template may promise, in days. */
const furthest = 366

function readField(whole: string): { field: Field | undefined; days: number } {
  const [, name = '', days = '0'] = /^\{\{\s*([a-z]+)\s*(?::\s*\+?(\d{1,3})\s*)?\}\}$/.exec(whole) ?? []
  const isMeant = isField(name) && (name === 'date' || days === '0') && Number(days) <= furthest
  return { field: isMeant ? name : undefined, days: Number(days) }
}

function valueOf(field: Field, days: number, { name, number, owner, today, language }: Filling) {
  switch (field) {
    case 'name':
      return name
    case 'number':
      return String(number)
    case 'owner':
      return owner
    case 'date':
      return today.add({ days }).toLocaleString(language, { weekday: 'long', day: 'numeric', month: 'long' })
  }
}
