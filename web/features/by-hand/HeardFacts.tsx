import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { FactValue } from '#domain/policy/fact.ts'
import { factFaultWords } from '#web/marks/fact-fault-words.ts'
import { withCurrency } from '#web/marks/money-facts.ts'
import { readFact, writeFact, type DeclaredFact } from '#web/marks/read-fact.ts'
import { queries } from '#web/queries.ts'
import { say } from '#web/words/say.ts'
import classes from './ByHand.module.css'
import { choiceWords, factName } from './fact-name.ts'
import { factsKnown } from './facts-known.ts'

type Props = {
  facts: Readonly<Record<string, FactValue>>
  /** The case that it belongs to: what is known of it already has not to be asked again. */
  joins: string | undefined
  enter: (facts: Readonly<Record<string, FactValue>>) => void
}

/** What was heard of the matter and of what the person needs, as the policy asks it. Who may be looking is entered on the case. */
export function HeardFacts({ facts, joins, enter }: Props) {
  const { data: policy } = useQuery(queries.policy)
  const { data: kase } = useQuery({ ...queries.case(joins ?? ''), enabled: joins !== undefined })
  const before = joins !== undefined && kase ? factsKnown(kase) : {}
  const asked = (policy?.facts ?? []).filter(
    ({ entered, label }) => entered && (label === 'matter' || label === 'need'),
  )
  if (asked.length === 0) return null
  return (
    <fieldset className={classes['facts']}>
      <legend className="title">{say('What it is about')}</legend>
      {asked.map((fact) => (
        <HeardFact
          key={fact.name}
          fact={fact}
          known={facts[fact.name] ?? null}
          before={before[fact.name] ?? null}
          enter={(value) => {
            const { [fact.name]: _, ...rest } = facts
            enter(value === null ? rest : { ...rest, [fact.name]: value })
          }}
        />
      ))}
    </fieldset>
  )
}

type FactProps = {
  fact: DeclaredFact
  known: FactValue
  /** As the case has it that this belongs to. */
  before: FactValue
  enter: (value: FactValue) => void
}

function HeardFact({ fact, known, before, enter }: FactProps) {
  const id = `heard-${fact.name}`
  const unsaid =
    before === null
      ? say('Not known')
      : say('{value}, as known', { value: choiceWords(fact.type, String(before)) })
  const choices = fact.type === 'boolean' ? ['true', 'false'] : fact.values
  return (
    <p className={classes['fact']} data-unknown={known === null && before === null}>
      <label htmlFor={id}>{withCurrency(fact.name, factName(fact.name))}</label>
      {choices ? (
        <select
          id={id}
          value={known === null ? '' : String(known)}
          onChange={({ currentTarget: { value } }) =>
            enter(value === '' ? null : fact.type === 'boolean' ? value === 'true' : value)
          }
        >
          <option value="">{unsaid}</option>
          {choices.map((choice) => (
            <option key={choice} value={choice}>
              {choiceWords(fact.type, choice)}
            </option>
          ))}
        </select>
      ) : (
        <TypedFact id={id} fact={fact} known={known} unsaid={unsaid} enter={enter} />
      )}
    </p>
  )
}

type TypedProps = Omit<FactProps, 'before'> & { id: string; unsaid: string }

/** A fact that is typed: what cannot be entered is pointed out at once, and kept for the desk to refuse by name. */
function TypedFact({ id, fact, known, unsaid, enter }: TypedProps) {
  const [typed, type] = useState(writeFact(known))
  // What was begun before, or cleared, stands in the field as well.
  const text = valueOf(fact, typed) === known ? typed : writeFact(known)
  const fault = factFaultWords(fact, text)
  return (
    <>
      <input
        id={id}
        inputMode="decimal"
        maxLength={40}
        placeholder={unsaid}
        value={text}
        aria-invalid={fault !== undefined}
        aria-describedby={fault === undefined ? undefined : `${id}-fault`}
        onChange={({ currentTarget: { value } }) => {
          type(value)
          enter(valueOf(fact, value))
        }}
      />
      {fault === undefined ? null : (
        <span id={`${id}-fault`} className={`missing ${classes['fault']}`} role="alert">
          {fault}
        </span>
      )}
    </>
  )
}

const valueOf = (fact: DeclaredFact, text: string): FactValue => readFact(fact, text) ?? (text.trim() || null)
