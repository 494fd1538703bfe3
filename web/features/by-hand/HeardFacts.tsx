import { useQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import type { policyInForce } from '#contract/desk.ts'
import type { FactValue } from '#domain/policy/fact.ts'
import { queries } from '#web/queries.ts'
import { say } from '#web/words/say.ts'
import classes from './ByHand.module.css'
import { choiceWords, factName } from './fact-name.ts'
import { factsKnown } from './facts-known.ts'

type Declared = z.output<typeof policyInForce.output>['facts'][number]

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
  fact: Declared
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
      <label htmlFor={id}>{factName(fact.name)}</label>
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
        <input
          id={id}
          inputMode="decimal"
          maxLength={40}
          placeholder={unsaid}
          onChange={({ currentTarget: { value } }) => enter(readNumber(fact, value))}
        />
      )}
    </p>
  )
}

/** A number as somebody types it, with a comma or a point; text stays text, for the desk to refuse by name. */
function readNumber({ type }: Declared, text: string): FactValue {
  const bare = text.trim()
  if (bare === '') return null
  if (type !== 'integer' && type !== 'decimal') return bare
  const number = Number(bare.replace(',', '.'))
  return Number.isFinite(number) ? number : bare
}
