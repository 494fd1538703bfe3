import { Link } from '@tanstack/react-router'
import type { Facts } from '#domain/policy/fact.ts'
import type { Finding } from '#domain/policy/proof/finding.ts'
import type { WrittenPolicy } from '#domain/policy/written-policy.ts'
import { say } from '#web/words/say.ts'
import { answerWords, cellWords, nameWords } from './cell-words.ts'
import { labelsOf } from './columns.ts'
import { faultWords, findingWords } from './finding-words.ts'
import classes from './Side.module.css'

type Props = { finding: Finding; policy: WrittenPolicy; tryIt: (facts: Facts) => void; close: () => void }

/** A finding with its counter-example: one complaint, or two that differ in what must not matter. */
export function FindingDetail({ finding, policy, tryIt, close }: Props) {
  const { saying, instead, facts } = finding
  const named = new Set([...finding.where.map(({ fact }) => fact), ...Object.keys(instead ?? {})])
  const shown = Object.entries(facts).filter(([name]) => named.has(name))
  const moved = 'before' in saying ? saying : null
  return (
    <section className={classes['detail']} aria-label={faultWords(finding.kind)}>
      <div className={classes['head']}>
        <p className={classes['kind']}>{faultWords(finding.kind)}</p>
        <button type="button" className="link" onClick={close}>
          {say('All findings')}
        </button>
      </div>
      <h2>{titleOf(finding)}</h2>
      <p>{findingWords(finding)}</p>
      {instead ? (
        <div className={`card ${classes['twin']}`}>
          <Person policy={policy} facts={shown} changed={new Set(Object.keys(instead))} />
          <Person
            policy={policy}
            facts={shown.map(([name, value]) => [name, name in instead ? (instead[name] ?? null) : value])}
            changed={new Set(Object.keys(instead))}
          />
          {moved ? (
            <>
              <div className={classes['result']}>
                <span className="small waits">{nameWords(moved.output)}</span>
                <b>{answerWords(moved.before)}</b>
              </div>
              <div className={classes['result']} data-bad>
                <span className="small supports">{nameWords(moved.output)}</span>
                <b>{answerWords(moved.after)}</b>
              </div>
            </>
          ) : null}
        </div>
      ) : (
        <div className="card">
          <Person
            policy={policy}
            facts={shown.length > 0 ? shown : Object.entries(facts)}
            changed={new Set()}
          />
        </div>
      )}
      {saying.says === 'is-seen' ? <Path finding={finding} policy={policy} /> : null}
      <p>
        <button type="button" className="link" onClick={() => tryIt(facts)}>
          {say('Try these facts')}
        </button>
      </p>
    </section>
  )
}

function titleOf({ kind, rows, table }: Finding): string {
  switch (kind) {
    case 'visibility-leak':
      return say('Two people, one fault, two answers')
    case 'not-monotone':
      return say('More harm, and less is done')
    case 'gap':
      return say('A complaint that nobody answers')
    default:
      return rows.length > 0 ? rows.join(', ') : table === null ? say('Ladder') : nameWords(table)
  }
}

type PersonProps = {
  policy: WrittenPolicy
  facts: readonly (readonly [string, Facts[string]])[]
  changed: ReadonlySet<string>
}

function Person({ policy, facts, changed }: PersonProps) {
  return (
    <dl className={classes['person']}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{nameWords(name)}</dt>
          <dd
            data-changed={changed.has(name) || undefined}
            data-seen={labelsOf(policy, name).includes('visibility') || undefined}
          >
            {value === null || value === undefined ? say('not known') : answerWords(value)}
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** How who is looking gets to the outcome, table by table. */
function Path({ finding: { saying, rows }, policy }: { finding: Finding; policy: WrittenPolicy }) {
  if (saying.says !== 'is-seen') return null
  const steps = policy.tables.filter(({ id }) => saying.path.includes(id))
  return (
    <section>
      <h3 className="title">{say('How it gets there')}</h3>
      <ol className={classes['path']}>
        <li data-end="from">
          {nameWords(saying.fact)}: {cellWords(saying.to)}
        </li>
        {steps.map((table) => (
          <li key={table.id}>
            {nameWords(table.id)}
            <span className="waits">
              {' '}
              {table.rows
                .filter(({ id }) => rows.includes(id))
                .map(({ id }) => id)
                .join(', ')}
            </span>
          </li>
        ))}
        <li data-end="to">
          <b className="medium">{nameWords(saying.output)}</b>, {say('an outcome')}
        </li>
      </ol>
    </section>
  )
}

/** A finding on a line, which leads to where it is. */
export function FindingItem({
  finding,
  version,
  choose,
}: {
  finding: Finding
  version: number
  choose: (finding: Finding) => void
}) {
  return (
    <li>
      <Link
        to="/policy/$version"
        params={{ version: String(version) }}
        search={finding.table === null ? { part: 'ladder' } : { table: finding.table }}
        onClick={() => choose(finding)}
        data-kind={finding.kind}
      >
        <b className="medium">{faultWords(finding.kind)}</b>
        <span>{findingWords(finding)}</span>
      </Link>
    </li>
  )
}
