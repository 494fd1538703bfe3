import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { z } from 'zod'
import type { CaseView } from '#contract/case-view.ts'
import { remedyWords } from '#web/marks/remedy-words.ts'
import { severityWord } from '#web/marks/SeverityMark.tsx'
import { queries } from '#web/queries.ts'
import { heard } from '#web/words/heard.ts'
import { say } from '#web/words/say.ts'
import { reasonsOf, type FiredRow } from './reasons-of.ts'
import classes from './Why.module.css'

/** Why the case is where it is: the principles that the policy rests on here, and the rows that said so. */
export function Why({ kase }: { kase: z.output<typeof CaseView> }) {
  const { duties, ladder } = kase
  const { data: policy } = useQuery(queries.policy)
  const { reasons, plain } = reasonsOf(duties.why)
  const rung = heard(ladder.find(({ id }) => id === duties.rung)?.title ?? duties.rung)
  const { remedy, upTo } = duties.entitlement
  return (
    <section id="why" tabIndex={-1} aria-labelledby="why-title">
      <h2 className={`title ${classes['title']}`} id="why-title">
        {say('Why')}
        <span>{say('Policy, version {version}', { version: String(kase.policy) })}</span>
      </h2>
      <div className={`card ${classes['why']}`}>
        <dl className={classes['outcome']}>
          <div>
            <dt>{say('How bad')}</dt>
            <dd>{severityWord(duties.severity)}</dd>
          </div>
          <div>
            <dt>{say('Who looks, at least')}</dt>
            <dd>{rung}</dd>
          </div>
          <div>
            <dt>{say('Owed as outcome')}</dt>
            <dd>{remedyWords({ remedy, upTo, currency: policy?.currency })}</dd>
          </div>
        </dl>
        {reasons.map(({ because, rows }) => (
          <div key={because} className={classes['reason']}>
            <p>{because}</p>
            <Rows rows={rows} version={kase.policy} />
          </div>
        ))}
        {plain.length > 0 ? <Rows rows={plain} version={kase.policy} /> : null}
      </div>
    </section>
  )
}

/** Rows of the policy by name; each leads to where it stands in the version by which this case is judged. */
function Rows({ rows, version }: { rows: readonly FiredRow[]; version: number }) {
  return (
    <p className={classes['rows']}>
      {rows.map(({ table, row, name }) => (
        <Link
          key={name}
          to="/policy/$version"
          params={{ version: String(version) }}
          search={{ table, row }}
          aria-label={say('The rule {name}', { name })}
        >
          {name}
        </Link>
      ))}
    </p>
  )
}
