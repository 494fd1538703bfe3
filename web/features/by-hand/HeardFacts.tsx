import { useQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import type { policyInForce } from '#contract/desk.ts'
import type { FactValue } from '#domain/policy/fact.ts'
import { queries } from '#web/queries.ts'
import { say } from '#web/words/say.ts'
import classes from './ByHand.module.css'
import { choiceWords, factName } from './fact-name.ts'

type Declared = z.output<typeof policyInForce.output>['facts'][number]

type Props = {
  facts: Readonly<Record<string, FactValue>>
  enter: (facts: Readonly<Record<string, FactValue>>) => void
}

/** What was heard of the matter and of what the person needs, as the policy asks it. Who may be looking is entered on the case. */
export function HeardFacts({ facts, enter }: Props) {
  const { data: policy } = useQuery(queries.policy)
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
          enter={(value) => {
            const { [fact.name]: _, ...rest } = facts
            enter(value === null ? rest : { ...rest, [fact.name]: value })
          }}
        />
      ))}
    </fieldset>
  )
}

type FactProps = { fact: Declared; known: FactValue; enter: (value: FactValue) => void }

function HeardFact({ fact, known, enter }: FactProps) {
  const id = `heard-${fact.name}`
  const choices = fact.type === 'boolean' ? ['true', 'false'] : fact.values
  return (
    <p className={classes['fact']} data-unknown={known === null}>
      <label htmlFor={id}>{factName(fact.name)}</label>
      {choices ? (
        <select
          id={id}
          value={known === null ? '' : String(known)}
          onChange={({ currentTarget: { value } }) =>
            enter(value === '' ? null : fact.type === 'boolean' ? value === 'true' : value)
          }
        >
          <option value="">{say('Not known')}</option>
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
          placeholder={say('Not known')}
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
