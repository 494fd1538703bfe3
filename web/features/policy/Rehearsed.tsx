import { Link } from '@tanstack/react-router'
import type { z } from 'zod'
import type { RehearsalResult } from '#contract/rehearsal.ts'
import { heard } from '#web/words/heard.ts'
import { locale, say } from '#web/words/say.ts'
import { answerWords, nameWords } from './cell-words.ts'
import { dayWords } from './day-words.ts'
import classes from './Rehearsal.module.css'

type Result = z.output<typeof RehearsalResult>

/** What came out of a rehearsal: first in a sentence, then the cases, the load and what was not known. */
export function Rehearsed({ result }: { result: Result }) {
  const { cases, different, since, until, vectors } = result
  if (cases === 0) return <p>{say('There was no case in this time.')}</p>
  return (
    <div className={classes['result']}>
      <p className={classes['answer']}>
        {say(
          '{different, plural, =0 {No case} one {# case} other {# cases}} of {cases} would have been treated differently.',
          {
            different,
            cases,
          },
        )}
      </p>
      <p className="small waits">
        {say('{vectors} different sets of facts, in cases opened from {since} to {until}.', {
          vectors: number(vectors),
          since: since ? dayWords(since) : '–',
          until: until ? dayWords(until) : '–',
        })}
      </p>
      <Changed result={result} />
      <Load result={result} />
      <Seniors result={result} />
      <Unknown result={result} />
    </div>
  )
}

const number = (value: number, digits = 0) =>
  value.toLocaleString(locale(), { maximumFractionDigits: digits })

function Changed({ result: { changes, list, different } }: { result: Result }) {
  if (different === 0) return null
  return (
    <section>
      <h3 className="title">{say('What would change')}</h3>
      <ul className={classes['changes']}>
        {changes.map(({ table, output, before, after, cases }) => (
          <li key={`${table} ${output} ${JSON.stringify([before, after])}`}>
            <span>{nameWords(output)}</span>
            <span className="supports">
              {answerWords(before)} → <b className="medium">{answerWords(after)}</b>
            </span>
            <span>{say('{cases, plural, one {# case} other {# cases}}', { cases })}</span>
          </li>
        ))}
      </ul>
      <h3 className="title">{say('The newest of them')}</h3>
      <ul className={classes['cases']} aria-label={say('Cases that would be treated differently')}>
        {list.map(({ caseId, number: caseNumber, openedAt, before, after }) => (
          <li key={caseId}>
            <Link className="link" to="/cases/$caseId" params={{ caseId }}>
              {say('Case {number}', { number: String(caseNumber) })}
            </Link>
            <span className="waits">{dayWords(openedAt)}</span>
            <span>
              {Object.keys(after).map((name) => (
                <span key={name} className={classes['treated']}>
                  {nameWords(name)}: {answerWords(before[name])} →{' '}
                  <b className="medium">{answerWords(after[name])}</b>
                </span>
              ))}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Load({ result: { rungs, people } }: { result: Result }) {
  return (
    <section>
      <h3 className="title">{say('Cases a day, by the highest rung they need')}</h3>
      <Bars
        rows={rungs
          .toReversed()
          .map(({ rung, title, before, after }) => ({ key: rung, name: heard(title), before, after }))}
      />
      <h3 className="title">{say('Cases a day by person, if each rung’s are shared out by hours')}</h3>
      <Bars rows={people.map(({ who, before, after }) => ({ key: who.id, name: who.name, before, after }))} />
    </section>
  )
}

type Row = { key: string; name: string; before: number; after: number }

/** Two bars a row: before is hollow, after is full. */
function Bars({ rows }: { rows: readonly Row[] }) {
  const most = Math.max(0.001, ...rows.flatMap(({ before, after }) => [before, after]))
  const width = (value: number) => `${(value / most) * 100}%`
  return (
    <table className={classes['bars']}>
      <thead>
        <tr>
          <th scope="col" className="unseen">
            {say('Who')}
          </th>
          <th scope="col" aria-hidden="true" />
          <th scope="col">{say('now')}</th>
          <th scope="col">{say('then')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, name, before, after }) => (
          <tr key={key}>
            <th scope="row">{name}</th>
            <td aria-hidden="true">
              <i data-side="before" style={{ width: width(before) }} />
              <i data-side="after" style={{ width: width(after) }} />
            </td>
            <td>{number(before, 2)}</td>
            <td>{number(after, 2)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Seniors({ result: { senior } }: { result: Result }) {
  const { before, after, difference, minutesEach, weeks, from } = senior
  const range = ({ low, middle, high }: typeof before) =>
    weeks < 2
      ? say('{middle} min', { middle: number(middle) })
      : say('{middle} min ({low} to {high})', {
          middle: number(middle),
          low: number(low),
          high: number(high),
        })
  return (
    <section>
      <h3 className="title">{say('Minutes of seniors a day')}</h3>
      <dl className={classes['figures']}>
        <div>
          <dt>{say('now')}</dt>
          <dd>{range(before)}</dd>
        </div>
        <div>
          <dt>{say('then')}</dt>
          <dd>{range(after)}</dd>
        </div>
        <div>
          <dt>{say('difference')}</dt>
          <dd>{range(difference)}</dd>
        </div>
      </dl>
      <p className="small waits">
        {weeks < 2
          ? say(
              'From {rung} up, with {minutes} min a case assumed. With fewer than two weeks there is no interval.',
              {
                rung: from,
                minutes: number(minutesEach),
              },
            )
          : say('From {rung} up, with {minutes} min a case assumed; 95 % intervals over {weeks} weeks.', {
              rung: from,
              minutes: number(minutesEach),
              weeks,
            })}
      </p>
    </section>
  )
}

function Unknown({ result: { unknown, cases } }: { result: Result }) {
  if (unknown.length === 0) return null
  return (
    <section>
      <h3 className="title">{say('What was not known then')}</h3>
      <ul className={classes['unknown']}>
        {unknown.map(({ fact, cases: count, why }) => (
          <li key={`${fact} ${why}`}>
            <span>{nameWords(fact)}</span>
            <i aria-hidden="true" style={{ width: `${(count / cases) * 100}%` }} />
            <span className="supports">
              {why === 'not-recorded'
                ? say('{count, plural, one {# case} other {# cases}}: the policy of then did not ask', {
                    count,
                  })
                : say('{count, plural, one {# case} other {# cases}}: nobody had entered it', { count })}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
