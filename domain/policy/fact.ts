import type { Clock } from './law/regime.ts'

/** A value as documents, requests and events hold it: instants and durations are ISO 8601 text, null is unknown. */
export type FactValue = string | number | boolean | null

/** What is known about a case, by the names of the policy. A fact that is not there is not known. */
export type Facts = Readonly<Record<string, FactValue>>

/**
 * The values that a fact or an output can take. Inside, each is a whole number, its *code*: a word's place
 * in its list, false and true, a decimal in its smallest unit, a date in days since 1970, an instant or a duration in milliseconds.
 * So order is exact, and what a cell says is a set of ranges of whole numbers.
 */
export type Domain = {
  readonly low: number
  readonly high: number
  /** Codes lie so far from each other, counted from the least, or from 0 where there is no least. */
  readonly step: number
} & (
  | { readonly type: 'boolean' | 'integer' | 'date' | 'instant' | 'duration' }
  | { readonly type: 'decimal'; readonly scale: number }
  | { readonly type: 'enum'; readonly values: readonly string[] }
)

/** Something a policy may ask about, or that one of its tables gives. */
export type Fact = {
  readonly name: string
  readonly domain: Domain
  /** An unknown fact is a value of its own, never a silent zero. What a table gives is unknown where it is silent. */
  readonly unknown: boolean
  /** What the fact is about; null for outputs, and for facts of a question rather than of a complaint. */
  readonly label: Label | null
  readonly upIsWorse: boolean
  /** Where the unknown stands in that order; nowhere, where it is not said. */
  readonly unknownIs: 'worst' | 'least' | null
  /** Of a fact about the channel: the values that are social media. */
  readonly social: readonly string[]
  /** The values by which something that the customer published is taken down, or has to be. */
  readonly deletion: readonly FactValue[]
  /** Of an output: which date of the law it gives. */
  readonly owed: Clock | null
}

/** What a fact is about. */
export type Label = 'matter' | 'need' | 'history' | 'time' | 'channel' | 'visibility'

/** The code of a value, or null when the value is not one of the domain. */
export function codeOf(value: FactValue, domain: Domain): number | null {
  const code = rawCodeOf(value, domain)
  return Number.isSafeInteger(code) && code >= domain.low && code <= domain.high && isOnStep(code, domain)
    ? code
    : null
}

type Bounds = Pick<Domain, 'low' | 'high' | 'step'>

const isOnStep = (code: number, { low, step }: Bounds) => step === 1 || (code - originOf(low)) % step === 0

/** Where the steps are counted from. */
const originOf = (low: number) => (low === -Infinity ? 0 : low)

/** The first code that a domain with steps has at or after another one. */
export const onStepFrom = (code: number, { low, step }: Bounds): number =>
  step === 1 ? code : originOf(low) + Math.ceil((code - originOf(low)) / step) * step

function rawCodeOf(value: FactValue, domain: Domain): number {
  switch (domain.type) {
    case 'boolean':
      return typeof value === 'boolean' ? Number(value) : NaN
    case 'enum':
      return typeof value === 'string' ? domain.values.indexOf(value) : NaN
    case 'integer':
      return typeof value === 'number' ? value + 0 : NaN
    case 'decimal':
      return typeof value === 'number' ? inSmallestUnits(value, domain.scale) : NaN
    case 'date':
      return typeof value === 'string'
        ? wholeOf(() => Temporal.PlainDate.from(value).since(dayZero).days)
        : NaN
    case 'instant':
      return typeof value === 'string' ? wholeOf(() => Temporal.Instant.from(value).epochMilliseconds) : NaN
    case 'duration':
      return typeof value === 'string'
        ? wholeOf(() => Temporal.Duration.from(value).total('milliseconds'))
        : NaN
  }
}

const dayZero = '1970-01-01'

/** Whether a text is a time to wait: a duration of a fixed length, such as `PT30M` or `P3D`, and not negative. */
export const isWait = (text: string): boolean =>
  codeOf(text, { type: 'duration', low: 0, high: Infinity, step: 1 }) !== null

/** 19.99 at two decimals is 1999; 19.999 is nothing. Division by a power of ten is exact where the value was written so. */
function inSmallestUnits(value: number, scale: number): number {
  const units = Math.round(value * 10 ** scale)
  return units / 10 ** scale === value ? units + 0 : NaN
}

/** Temporal refuses what it cannot read, and months and years, which have no fixed length, by throwing. */
function wholeOf(read: () => number): number {
  try {
    return read()
  } catch {
    return NaN
  }
}

/** The value of a code. */
export function valueOf(code: number, domain: Domain): FactValue {
  switch (domain.type) {
    case 'boolean':
      return code === 1
    case 'enum':
      return domain.values[code] ?? null
    case 'integer':
      return code
    case 'decimal':
      return code / 10 ** domain.scale
    case 'date':
      return Temporal.PlainDate.from(dayZero).add({ days: code }).toString()
    case 'instant':
      return Temporal.Instant.fromEpochMilliseconds(code).toString()
    case 'duration':
      return Temporal.Duration.from({ milliseconds: code }).round({ largestUnit: 'hours' }).toString()
  }
}

/**
 * The nearest that the fact can be to a value. A case outlives the policy under which its facts were entered:
 * what the policy in force does not know is *other* or unknown to it, and where it allows neither, its least value.
 * A fact without a label belongs to a question: nothing is made up for it.
 */
export function fittedTo({ domain, unknown, label }: Fact, value: FactValue): FactValue {
  if (value !== null && codeOf(value, domain) !== null) return value
  if (value !== null && codeOf('other', domain) !== null) return 'other'
  if (typeof value === 'number' && Number.isFinite(value)) {
    if (domain.type === 'integer') return held(Math.round(value), domain)
    if (domain.type === 'decimal')
      return valueOf(held(Math.round(value * 10 ** domain.scale), domain), domain)
  }
  return unknown || label === null ? null : valueOf(held(0, domain), domain)
}

/** A code, or the bound that it lies beyond; between two steps, the one above where there is one. */
export function held(code: number, bounds: Bounds): number {
  const { low, high, step } = bounds
  const within = Math.min(Math.max(code, low), high)
  if (step === 1) return within
  const above = onStepFrom(within, bounds)
  return above > high ? above - step : above
}

/** What a value has to be, to end the sentence "… is not". */
export function wordsFor(domain: Domain): string {
  switch (domain.type) {
    case 'boolean':
      return 'true or false'
    case 'enum':
      return `one of ${domain.values.join(', ')}`
    case 'integer':
      return wordsWithin(domain, 'a whole number')
    case 'decimal':
      return wordsWithin(domain, `a number with at most ${domain.scale} decimals`)
    case 'date':
      return wordsWithin(domain, 'a date like 2026-11-23')
    case 'instant':
      return wordsWithin(domain, 'an instant like 2026-11-23T09:00:00Z')
    case 'duration':
      return wordsWithin(
        domain,
        'a time to wait in days, hours, minutes and seconds, like PT4H (4 hours) or P3D (3 days)',
      )
  }
}

/** What a value is, its steps and its bounds; every combination is a phrase of its own, since it is heard in other languages. */
function wordsWithin(domain: Domain, what: string): string {
  const stepped = domain.step === 1 ? what : `${what} in steps of ${String(valueOf(domain.step, domain))}`
  const high = domain.high === Infinity ? null : boundWords(domain.high, domain)
  if (domain.low === -Infinity) return high === null ? stepped : `${stepped} up to ${high}`
  const low = boundWords(domain.low, domain)
  return high === null ? `${stepped} from ${low}` : `${stepped} from ${low} up to ${high}`
}

function boundWords(code: number, domain: Domain): string {
  if (domain.type !== 'duration') return String(valueOf(code, domain))
  const { sign, hours, minutes, seconds, milliseconds } = Temporal.Duration.from({
    milliseconds: code,
  }).round({ largestUnit: 'hours' })
  const said = Object.entries({ hours, minutes, seconds, milliseconds })
    .filter(([, count]) => count !== 0)
    .map(([unit, count]) => `${Math.abs(count)} ${unit}`)
  return said.length === 0 ? '0 hours' : `${sign < 0 ? 'minus ' : ''}${said.join(' ')}`
}
