/** A text that the database can hold: PostgreSQL knows no NUL and no half of a surrogate pair. */
export const storable = (text: string): string => text.replaceAll('\0', '\uFFFD').toWellFormed()

// oxlint-disable-next-line no-control-regex -- control characters are what a line must not hold
const unprintable = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g

/**
 * One line of a head, fit to be shown: storable, without line breaks and control characters, no longer than
 * `longest` characters. A NUL stays visible as U+FFFD, because it is a sign of harm.
 */
export const oneLine = (text: string, longest: number): string =>
  storable(storable(text).replace(unprintable, ' ').replace(/\s+/g, ' ').trim().slice(0, longest))
