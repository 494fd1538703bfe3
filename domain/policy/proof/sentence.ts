import { isList, type Answer } from '../line.ts'
import type { Finding, Limit, Named, WeekHole } from './finding.ts'

/** A finding as one reads it in English, with its counter-example. */
export function sentenceFor({ table, rows, where, saying }: Finding): string {
  // What the sentence says by itself is not said twice.
  const besides = 'fact' in saying ? where.filter(({ fact }) => fact !== saying.fact) : where
  const at = besides.length === 0 ? '' : ` where ${list(besides.map(namedWords), 'and')}`
  const [of, those] = [table ?? 'the ladder', list(rows, 'and')]
  switch (saying.says) {
    case 'nothing-answered':
      return `${of} gives no ${saying.output}${at || ', whatever is known'}.`
    case 'rows-disagree':
      return `In ${of}, ${those} all fit${at || ' whatever is known'}, and only one may answer.`
    case 'never-fits':
      return `In ${of}, ${those} fits nothing that can be.`
    case 'never-first':
      return `In ${of}, ${rows[0] ?? ''} never answers: whatever fits it is answered by ${saying.behind.length === 0 ? 'others' : list(saying.behind, 'or')}.`
    case 'nobody-there':
      return `${saying.rung} promises hours in which nobody is there: ${holesWords(saying.holes)}. It is reached${at || ' whatever is known'}.`
    case 'climbs-in-circles':
      return `Climbing from ${list(saying.rungs, 'or')} goes round and never ends.`
    case 'leads-nowhere':
      return `${saying.rung} climbs to ${saying.to}, which is no rung of the ladder.`
    case 'ends-twice':
      return `The ladder ends at ${list(saying.rungs, 'and at')}: it has to end at one place.`
    case 'no-such-rung':
      return `${of} can give the rung ${saying.rung}, which is not on the ladder.`
    case 'nobody-signs':
      return `Nobody on the ladder may sign what ${of} owes to somebody whom nobody watches${at}: ${saying.remedy} up to ${said(saying.upTo)}.`
    case 'too-late':
      return `${of} gives ${saying.output} ${said(saying.answer)}${at}: a complaint received at ${saying.late.start} is promised ${saying.late.promised}, later than ${limitWords(saying.against)} allows: ${saying.late.latest}.`
    case 'too-little':
      return `${of} gives ${saying.output} ${said(saying.answer)}${at}, and the floor is ${said(saying.floor)}.`
    case 'falls':
      return `In ${of}, ${saying.output} goes from ${said(saying.before)} to ${said(saying.after)} when ${moved(saying)}${at}, although that is worse.`
    case 'is-seen':
      return `Who is watching changes what is owed: when ${moved(saying)}, ${saying.output} goes from ${said(saying.before)} to ${said(saying.after)}${at}, by way of ${saying.path.join(' → ')} (${those}).`
    case 'hangs-on-deletion':
      return `${saying.output} goes from ${said(saying.before)} to ${said(saying.after)} when ${moved(saying)}${at}: nothing may depend on taking down what was published.`
    case 'asks-for-deletion':
      return `${of} can ask for ${saying.output} ${said(saying.answer)}${at}: nothing may depend on taking down what was published.`
    case 'only-on-social':
      return `${list(
        Object.entries(saying.answers).map(([name, answer]) => `${name} ${said(answer)}`),
        'and',
      )} can be had${at} only where ${saying.fact} is social media.`
    case 'not-settled':
      return `It could not be settled in time whether ${of} has a fault of the kind ${saying.about}${rows.length === 0 ? '' : ` in ${those}`}.`
    case 'no-such-regime':
      return `There is no regime ${saying.regime} on the law shelf, so nothing is proved about its dates.`
    case 'no-such-calendar':
      return `There is no calendar ${saying.calendar} on the law shelf, so nothing is proved about its days.`
  }
}

const moved = ({ fact, from, to }: { fact: string; from: string; to: string }) =>
  `${namedWords({ fact, cell: to })} instead of ${cellWords(from)}`

const limitWords = (limit: Limit) =>
  limit.by === 'law' ? `the ${limit.clock} of ${limit.regime}` : `the floor of ${limit.term}`

const said = (answer: Answer): string =>
  answer === null ? 'nothing' : isList(answer) ? `[${answer.map(said).join(', ')}]` : String(answer)

const list = (words: readonly string[], last: string): string =>
  words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1) ?? ''}`

const namedWords = ({ fact, cell }: Named) => `${fact} is ${cellWords(cell)}`

/** A cell in words: `>= 3` is "at least 3", `"a","b"` is "a or b". */
function cellWords(cell: string): string {
  if (cell === '-') return 'anything'
  if (cell === 'not(unknown)') return 'known'
  return list(testsIn(cell).map(testWords), 'or')
}

const testsIn = (cell: string): string[] => cell.match(/(?:"(?:[^"\\]|\\.)*"|[^,"])+/g) ?? []

function testWords(test: string): string {
  const bare = test.trim().replaceAll(/(?:date and time|date|duration)\("([^"]*)"\)/g, '$1')
  const range = /^\[(.*)\.\.(.*)\]$/.exec(bare)
  if (range) return `from ${range[1] ?? ''} to ${range[2] ?? ''}`
  if (bare.startsWith('>= ')) return `at least ${bare.slice(3)}`
  if (bare.startsWith('<= ')) return `at most ${bare.slice(3)}`
  return bare.startsWith('"') ? bare.slice(1, -1).replaceAll(/\\(.)/g, '$1') : bare
}

const days = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']

/** Holes in words, those of the same hours on days that follow each other told as one: Monday to Friday 12:00 to 13:00. */
function holesWords(holes: readonly WeekHole[]): string {
  const runs: { first: WeekHole; last: WeekHole }[] = []
  for (const hole of holes) {
    const run = runs.at(-1)
    const isNextDay = run && hole.from === run.last.from + dayLong && hole.until === run.last.until + dayLong
    if (isNextDay && hole.until - hole.from < dayLong) run.last = hole
    else runs.push({ first: hole, last: hole })
  }
  const words = runs.map(({ first, last }) =>
    first === last
      ? `${dayOf(first.from)} ${clockOf(first.from)} to ${dayOf(first.until) === dayOf(first.from) ? '' : `${dayOf(first.until)} `}${clockOf(first.until)}`
      : `${dayOf(first.from)} to ${dayOf(last.from)} ${clockOf(first.from)} to ${clockOf(first.until)}`,
  )
  return list(words, 'and')
}

const dayLong = 24 * 60

const dayOf = (minute: number) => days[Math.floor(minute / dayLong) % 7] ?? ''

function clockOf(minute: number): string {
  const [hours, minutes] = [Math.floor((minute % dayLong) / 60), minute % 60]
  return `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`
}
