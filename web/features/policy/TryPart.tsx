import { useMemo, useState } from 'react'
import { compilePolicy, type CompiledPolicy } from '#domain/policy/compile.ts'
import { PolicyFault, readDraft } from '#domain/policy/document.ts'
import { codeOf, type Fact, type Facts, type FactValue } from '#domain/policy/fact.ts'
import { explain, type Why } from '#domain/policy/why.ts'
import type { WrittenPolicy } from '#domain/policy/written-policy.ts'
import { Refusal } from '#domain/refusal.ts'
import { Face } from '#web/ui/Face.tsx'
import { Note } from '#web/ui/Note.tsx'
import { heard } from '#web/words/heard.ts'
import { say } from '#web/words/say.ts'
import { answerWords, cellWords, nameInSentence, nameWords } from './cell-words.ts'
import { FactForm, startOf, valueTyped } from './FactForm.tsx'
import { labelWords } from './state-words.ts'
import classes from './Try.module.css'

/** What the policy on the screen would say about facts that one makes up, and why: the very rules by which the desk decides. */
export function TryPart({ policy, begin }: { policy: WrittenPolicy; begin: Facts | null }) {
  const compiled = useMemo(() => compiledOf(policy), [policy])
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>(() => textsOf(begin ?? {}))
  if (!compiled)
    return (
      <Face says={say('This policy cannot be asked yet.')}>
        <p>{say('Something in its tables cannot be read. It is told beside the cell.')}</p>
      </Face>
    )
  return <Asked policy={policy} compiled={compiled} typed={typed} setTyped={setTyped} />
}

type AskedProps = {
  policy: WrittenPolicy
  compiled: CompiledPolicy
  typed: Readonly<Record<string, string>>
  setTyped: (typed: Readonly<Record<string, string>>) => void
}

function Asked({ policy, compiled, typed, setTyped }: AskedProps) {
  const { facts } = compiled.policy
  const { given, faults } = read(facts, typed)
  const texts = Object.fromEntries(facts.map((fact) => [fact.name, typed[fact.name] ?? startOf(fact)]))
  const type = (name: string, text: string) => setTyped({ ...typed, [name]: text })
  const groups = [...new Set(facts.map(({ label }) => label))]
  const asked = faults.size === 0 ? reasons(compiled, given) : null
  return (
    <section className={classes['try']} aria-labelledby="try-title">
      <form
        className={classes['facts']}
        aria-labelledby="try-title"
        onSubmit={(event) => event.preventDefault()}
      >
        <h2 id="try-title">{say('Try these facts')}</h2>
        {groups.map((label) => (
          <fieldset key={label ?? ''} data-label={label ?? 'asked'}>
            <legend>{label === null ? say('asked now and then') : labelWords(label)}</legend>
            <FactForm
              facts={facts.filter((fact) => fact.label === label)}
              typed={texts}
              type={type}
              faults={faults}
            />
          </fieldset>
        ))}
      </form>
      <div className={classes['answers']} aria-live="polite">
        <h2>{say('What would be owed')}</h2>
        {asked === null ? (
          <p className="supports">{say('Some of the facts cannot be what is written.')}</p>
        ) : null}
        {typeof asked === 'string' ? <Note tone="warn">{asked}</Note> : null}
        {Array.isArray(asked)
          ? asked.map((why) => <Said key={why.table} why={why} policy={policy} given={given} />)
          : null}
      </div>
    </section>
  )
}

function Said({ why, policy, given }: { why: Why; policy: WrittenPolicy; given: Facts }) {
  const written = policy.tables.find(({ id }) => id === why.table)
  const { nearest } = why
  return (
    <section className={classes['said']} aria-label={nameWords(why.table)}>
      <h3>{nameWords(why.table)}</h3>
      <dl>
        {Object.entries(why.answers).map(([name, answer]) => (
          <div key={name}>
            <dt>{nameWords(name)}</dt>
            <dd>{answerWords(answer)}</dd>
          </div>
        ))}
      </dl>
      <p>
        {why.fired.length === 0
          ? say('No row fits.')
          : why.fired.map(({ row, because }) => (
              <span
                key={row}
                className={classes['row']}
                title={because === null ? undefined : heard(because)}
              >
                {row}
              </span>
            ))}
        {why.fired[0]?.because ? <span className="supports">{heard(why.fired[0].because)}</span> : null}
      </p>
      {nearest ? (
        <p className="supports">
          {say('It would change with {fact} {to} instead of {from}: {answers}.', {
            fact: nameInSentence(nearest.fact),
            to: answerWords(nearest.to),
            from: nearest.from === null ? say('not known') : answerWords(nearest.from),
            answers: changed(why.answers, nearest.answers),
          })}
        </p>
      ) : (
        <p className="supports">{say('No change of a single fact would change it.')}</p>
      )}
      {why.others.length > 0 ? (
        <details>
          <summary>
            {say('{count, plural, one {# row} other {# rows}} did not answer', { count: why.others.length })}
          </summary>
          <ul>
            {why.others.map(({ row, keptBy }) => (
              <li key={row}>
                <span className="medium">{row}</span>{' '}
                {keptBy === null
                  ? say('fits too, and another row comes before it')
                  : say('asks for {fact} {cell}', {
                      fact: nameInSentence(keptBy),
                      cell: cellWords(
                        String(written?.rows.find(({ id }) => id === row)?.when[keptBy] ?? '-'),
                      ),
                    })}
                {keptBy !== null && keptBy in given
                  ? ` (${given[keptBy] === null ? say('not known') : answerWords(given[keptBy])})`
                  : ''}
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </section>
  )
}

const changed = (before: Why['answers'], after: Why['answers']) =>
  Object.entries(after)
    .filter(([name, answer]) => JSON.stringify(before[name]) !== JSON.stringify(answer))
    .map(([name, answer]) => `${nameInSentence(name)} ${answerWords(answer)}`)
    .join(', ')

/** Why each table says what it says; a sentence where the policy refuses to be asked so. */
function reasons(compiled: CompiledPolicy, given: Facts): Why[] | string {
  try {
    return explain(compiled, given)
  } catch (fault) {
    if (fault instanceof Refusal) return heard(fault.message)
    throw fault
  }
}

function compiledOf(policy: WrittenPolicy): CompiledPolicy | null {
  try {
    return compilePolicy(readDraft(policy))
  } catch (fault) {
    if (fault instanceof PolicyFault) return null
    throw fault
  }
}

function read(facts: readonly Fact[], typed: Readonly<Record<string, string>>) {
  const given: Record<string, FactValue> = {}
  const faults = new Set<string>()
  for (const fact of facts) {
    const value = valueTyped(typed[fact.name] ?? startOf(fact), fact)
    if (value !== null && codeOf(value, fact.domain) === null) faults.add(fact.name)
    if (value !== null) given[fact.name] = value
  }
  return { given, faults }
}

const textsOf = (facts: Facts) =>
  Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [name, value === null ? '' : String(value)]),
  )
