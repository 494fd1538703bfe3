import { findPhoneNumbersInText } from 'libphonenumber-js'
import { judgeReply } from '#domain/apology/judge-reply.ts'
import { findOutbound } from '#domain/guard/outbound.ts'
import { findPersonalData } from '#domain/guard/personal-data.ts'
import { ordinaryReplies } from '#test/guard/ordinary-replies.ts'
import type { Benchmark, Result } from './benchmark.ts'
import { rounded, spreadOf } from './spread.ts'

const long = 300
const rounds = 15
const planted = [
  '4111 1111 1111 1111',
  'DE89 3704 0044 0532 0130 00',
  '+49 170 1234567',
  'ada (at) example (dot) org',
]

/** How long one reads a reply of 300 signs for what must not leave, beside a library that looks for telephone numbers alone. */
export const guard: Benchmark = {
  measures: `milliseconds in which a reply of ${long} signs is read by the guard`,
  run: measure,
}

async function measure(tell: (line: string) => void): Promise<Result> {
  const replies = await ordinaryReplies(2000)
  const texts = replies.map((reply, at) => ofLength(reply, at))
  const known = {
    patterns: [{ name: 'Order number', shape: 'AL-\\d{6}' }],
    ours: ['help@aldera.example', '0800 123 4567'],
    names: ['Moira Tennant', 'Eberhard Quast'],
  }
  const ours = spreadOf(
    times(
      texts,
      (text) =>
        findPersonalData(text, known).length + findOutbound(text, { isPublic: true, hashtags: [] }).length,
    ),
  )
  const judged = spreadOf(times(texts, (text) => judgeReply(text).missing.length))
  const others = spreadOf(times(texts, (text) => findPhoneNumbersInText(text, 'DE').length))
  const slowest = slowestOf(texts, (text) => findPersonalData(text, known).length)
  const blocked = replies.filter((reply) => findPersonalData(reply).length > 0).length
  tell(
    `${texts.length} replies of ${long} signs: ${ours.median.toFixed(3)} ms of a core each, the slowest ${slowest.toFixed(2)} ms.`,
  )
  tell(
    `Whether they say more than sorry: ${judged.median.toFixed(3)} ms. Telephone numbers alone, by a library: ${others.median.toFixed(3)} ms.`,
  )
  return {
    name: 'guard',
    ratio: rounded(ours.median / others.median, 3),
    baseline: 'libphonenumber-js, findPhoneNumbersInText, which looks for telephone numbers alone',
    unit: 'ms of a core for a reply of 300 signs',
    value: rounded(ours.median, 4),
    n: texts.length,
    highest: rounded(ours.highest, 4),
    slowest: rounded(slowest, 3),
    judged: rounded(judged.median, 4),
    baselineMs: rounded(others.median, 4),
    blockedOfOrdinary: blocked,
  }
}

/** A reply cut or repeated to its length, every second one with something personal in its middle. */
function ofLength(reply: string, at: number): string {
  const half = long / 2
  const data = at % 2 === 0 ? '' : ` ${planted[at % planted.length] ?? ''} `
  const text = reply.repeat(Math.ceil(long / Math.max(1, reply.length)) + 1)
  return `${text.slice(0, half)}${data}${text.slice(half)}`.slice(0, long)
}

/** Milliseconds of a core for each text, round by round. */
function times(texts: readonly string[], once: (text: string) => number): number[] {
  let sum = 0
  return Array.from({ length: rounds + 1 }, () => {
    const before = process.threadCpuUsage()
    for (const text of texts) sum += once(text)
    const { user, system } = process.threadCpuUsage(before)
    if (sum === 0) throw new Error('Nothing was found.')
    return (user + system) / 1000 / texts.length
  }).slice(1)
}

/** The text that takes longest, at its best of three: once it may be the machine. */
const slowestOf = (texts: readonly string[], once: (text: string) => number): number =>
  Math.max(
    ...texts.map((text) =>
      Math.min(
        ...Array.from({ length: 3 }, () => {
          const began = performance.now()
          once(text)
          return performance.now() - began
        }),
      ),
    ),
  )
