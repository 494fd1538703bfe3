import type { z } from 'zod'

type Issue = z.core.$ZodIssue

/** What does not fit, as it is said after the name of a field: what the contract says of it itself, else in plain words. */
export const plainIssue = (issue: Issue): string =>
  isWrittenByUs(issue.message) ? issue.message : (plainly(issue) ?? issue.message)

/** The validator's own sentences begin so; one that a shape was given does not. */
const isWrittenByUs = (message: string) => !/^(?:Invalid|Too small|Too big|Unrecognized) ?/.test(message)

function plainly(issue: Issue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return /received (?:undefined|null)$/.test(issue.message) ? 'is missing' : ofType[issue.expected]
    case 'too_small':
      return tooSmall(issue)
    case 'too_big':
      return tooBig(issue)
    case 'invalid_format':
      return ofFormat[issue.format] ?? 'is not written as it has to be'
    case 'invalid_value':
      return `has to be ${oneOf(issue.values.map(String))}`
    case 'unrecognized_keys':
      return `holds what nobody knows here: ${issue.keys.join(', ')}`
    case 'invalid_union':
      return 'is nothing that can stand here'
    default:
      return undefined
  }
}

const ofType: Partial<Record<string, string>> = {
  string: 'has to be text',
  number: 'has to be a number',
  int: 'has to be a whole number',
  boolean: 'has to be true or false',
  object: 'has to be an object',
  record: 'has to be an object',
  array: 'has to be a list',
}

const ofFormat: Partial<Record<string, string>> = {
  email: 'has to be an e-mail address',
  url: 'has to be an address of the web',
  uuid: 'has to be an id as the desk gives it',
  date: 'has to be a day such as 2026-11-23',
  datetime: 'has to be a moment such as 2026-11-23T09:00:00Z',
  duration: 'has to be a duration such as PT4H',
}

function tooSmall({ origin, minimum, inclusive }: z.core.$ZodIssueTooSmall): string {
  if (origin === 'string' || origin === 'array') {
    if (minimum === 1) return 'may not be empty'
    return origin === 'string'
      ? `has to have at least ${minimum} characters`
      : `has to have at least ${minimum} entries`
  }
  return inclusive === false ? `has to be more than ${minimum}` : `has to be at least ${minimum}`
}

function tooBig({ origin, maximum, inclusive }: z.core.$ZodIssueTooBig): string {
  if (origin === 'string') return `may have at most ${maximum} characters`
  if (origin === 'array') return `may have at most ${maximum} entries`
  return inclusive === false ? `has to be less than ${maximum}` : `may be at most ${maximum}`
}

const oneOf = (values: readonly string[]) =>
  new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(values.map((value) => `“${value}”`))
