import type { FaultKind, Finding, Limit, Named, WeekHole } from '#domain/policy/proof/finding.ts'
import { currencyOfHouse } from '#web/marks/money-facts.ts'
import { locale, say } from '#web/words/say.ts'
import { answerWords, cellWords, nameInSentence, nameWords } from './cell-words.ts'
import { rungTitle } from './rung-titles.ts'

/** A kind of fault by its name. */
export function faultWords(kind: Finding['kind']): string {
  switch (kind) {
    case 'gap':
      return say('Gap')
    case 'overlap':
      return say('Two answers')
    case 'masked':
      return say('Never answers')
    case 'unstaffed':
      return say('Nobody there')
    case 'endless':
      return say('The ladder does not end')
    case 'unlawful':
      return say('Later than the law allows')
    case 'not-monotone':
      return say('More harm, less done')
    case 'visibility-leak':
      return say('Who is looking reaches the outcome')
    case 'below-floor':
      return say('Below the floor')
    case 'deletion-condition':
      return say('Hangs on a deletion')
    case 'social-only':
      return say('Only by social media')
    case 'not-proved':
      return say('Not proved')
  }
}

/** What holds where nothing of a kind was found. */
export function proofWords(kind: FaultKind): string {
  switch (kind) {
    case 'gap':
      return say('Complete')
    case 'overlap':
      return say('Unambiguous')
    case 'masked':
      return say('Every row has a say')
    case 'unstaffed':
      return say('Staffed as written, every hour')
    case 'endless':
      return say('The ladder ends')
    case 'unlawful':
      return say('Within the law')
    case 'not-monotone':
      return say('More harm, never less')
    case 'visibility-leak':
      return say('Even-handed')
    case 'below-floor':
      return say('Floor kept')
    case 'deletion-condition':
      return say('No deletion asked')
    case 'social-only':
      return say('No right only on social')
  }
}

const list = (words: readonly string[], type: 'conjunction' | 'disjunction' = 'conjunction') =>
  new Intl.ListFormat(locale(), { type }).format(words)

/** A finding in a sentence, with its counter-example. */
export function findingWords({ table, rows, where, saying }: Finding): string {
  const of = table === null ? say('the ladder') : nameInSentence(table)
  const those = list(rows)
  const at =
    where.length === 0
      ? say('whatever is known')
      : say('where {facts}', { facts: list(where.map(namedWords)) })
  switch (saying.says) {
    case 'nothing-answered':
      return say('No row of {table} gives {output}, {where}.', {
        table: of,
        output: nameInSentence(saying.output),
        where: at,
      })
    case 'rows-disagree':
      return say('{rows} all fit, {where}, and only one may answer.', { rows: those, where: at })
    case 'never-fits':
      return say('{rows} fits nothing that can be.', { rows: those })
    case 'never-first':
      return say('{rows} never answers: whatever fits it is answered by {others}.', {
        rows: list(rows.slice(0, 1)),
        others: list(saying.behind, 'disjunction'),
      })
    case 'nobody-there':
      return say('{rung} promises hours in which nobody is there: {holes}. It is reached, {where}.', {
        rung: rungWords(saying.rung),
        holes: list(saying.holes.map(holeWords)),
        where: at,
      })
    case 'climbs-in-circles':
      return say('Climbing from {rungs} goes round and never ends.', {
        rungs: list(saying.rungs.map(rungWords), 'disjunction'),
      })
    case 'leads-nowhere':
      return say('{rung} climbs to {to}, which is no rung of the ladder.', {
        rung: rungWords(saying.rung),
        to: rungWords(saying.to),
      })
    case 'ends-twice':
      return say('The ladder ends at {rungs}: it has to end at one place.', {
        rungs: list(saying.rungs.map(rungWords)),
      })
    case 'no-such-rung':
      return say('{table} can give the rung {rung}, which is not on the ladder.', {
        table: nameWords(table ?? ''),
        rung: rungWords(saying.rung),
      })
    case 'nobody-signs':
      return say('Nobody may sign what is owed, {where}: {remedy} up to {amount}.', {
        where: at,
        remedy: answerWords(saying.remedy),
        amount: [answerWords(saying.upTo), currencyOfHouse()].filter(Boolean).join(' '),
      })
    case 'too-late':
      return say(
        '{output} is {answer}, {where}: a complaint received {start} is promised {promised}, later than {limit} allows: {latest}.',
        {
          output: nameInSentence(saying.output),
          answer: answerWords(saying.answer),
          where: at,
          start: dateWords(saying.late.start),
          promised: dateWords(saying.late.promised),
          limit: limitWords(saying.against),
          latest: dateWords(saying.late.latest),
        },
      )
    case 'too-little':
      return say('{output} is {answer}, {where}, and the floor is {floor}.', {
        output: nameInSentence(saying.output),
        answer: answerWords(saying.answer),
        where: at,
        floor: answerWords(saying.floor),
      })
    case 'falls':
      return say(
        'When {fact} is {to} instead of {from}, {output} goes from {before} to {after}, which is worse, {where}.',
        { ...movedWords(saying), where: at },
      )
    case 'is-seen':
      return say(
        'When {fact} is {to} instead of {from}, {output} goes from {before} to {after}, {where}; by way of {path} ({rows}).',
        { ...movedWords(saying), where: at, path: saying.path.map(nameInSentence).join(' → '), rows: those },
      )
    case 'hangs-on-deletion':
      return say(
        'When {fact} is {to} instead of {from}, {output} goes from {before} to {after}, {where}. Nothing may depend on taking down what was published.',
        { ...movedWords(saying), where: at },
      )
    case 'asks-for-deletion':
      return say('{output} can be {answer}, {where}. Nothing may depend on taking down what was published.', {
        output: nameInSentence(saying.output),
        answer: answerWords(saying.answer),
        where: at,
      })
    case 'only-on-social':
      return say('{answers} can be had, {where}, only where {fact} is social media.', {
        answers: list(
          Object.entries(saying.answers).map(
            ([name, answer]) => `${nameInSentence(name)} ${answerWords(answer)}`,
          ),
        ),
        where: at,
        fact: nameInSentence(saying.fact),
      })
    case 'not-settled':
      return rows.length === 0
        ? say('It could not be settled in time whether {table} is free of: {kind}.', {
            table: of,
            kind: faultWords(saying.about),
          })
        : say('It could not be settled in time whether {table} is free of: {kind} ({rows}).', {
            table: of,
            kind: faultWords(saying.about),
            rows: those,
          })
    case 'no-such-regime':
      return say('There is no regime {regime} on the law shelf, so nothing is proved about its dates.', {
        regime: saying.regime,
      })
    case 'no-such-calendar':
      return say('There is no calendar {calendar} on the law shelf, so nothing is proved about its days.', {
        calendar: saying.calendar,
      })
  }
}

/** A rung by its title; one that has none, by its name. */
const rungWords = (id: string): string => rungTitle(id) ?? nameWords(id)

const namedWords = ({ fact, cell }: Named) =>
  say('{fact} is {values}', { fact: nameInSentence(fact), values: cellWords(cell) })

type Moved = Extract<Finding['saying'], { says: 'falls' }>

const movedWords = ({ fact, from, to, output, before, after }: Omit<Moved, 'says'>) => ({
  fact: nameInSentence(fact),
  from: cellWords(from),
  to: cellWords(to),
  output: nameInSentence(output),
  before: answerWords(before),
  after: answerWords(after),
})

const limitWords = (limit: Limit): string =>
  limit.by === 'law'
    ? say('{regime} ({clock})', { regime: limit.regime, clock: clockWords(limit.clock) })
    : say('the floor for {term}', { term: nameInSentence(limit.term) })

function clockWords(clock: string): string {
  switch (clock) {
    case 'acknowledgement':
      return say('acknowledgement')
    case 'interim':
      return say('interim answer')
    case 'final':
      return say('final answer')
    default:
      return clock
  }
}

const dateWords = (instant: string): string =>
  Temporal.Instant.from(instant).toZonedDateTimeISO('UTC').toLocaleString(locale(), {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })

const holeWords = ({ from, until }: WeekHole) =>
  say('{from} to {until}', { from: momentOfWeek(from), until: momentOfWeek(until) })

/** Any Monday: only the name of the day is asked of it. */
const monday = '2026-11-23'

/** A moment of the week, `Saturday 09:00`; the end of Sunday is the beginning of Monday. */
function momentOfWeek(minute: number): string {
  const day = Temporal.PlainDate.from(monday)
    .add({ days: Math.floor(minute / 1440) % 7 })
    .toLocaleString(locale(), { weekday: 'long' })
  const [hours, minutes] = [Math.floor((minute % 1440) / 60), minute % 60]
  return `${day} ${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`
}
