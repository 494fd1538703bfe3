import type { FactValue } from '#domain/policy/fact.ts'
import { usePrinting } from '#web/ui/use-printing.ts'
import { say } from '#web/words/say.ts'
import { factLabel, factWords, valueWords } from './fact-words.ts'
import classes from './Facts.module.css'
import { notKnown, writeFact, type DeclaredFact } from '#web/marks/read-fact.ts'

type Props = {
  fact: DeclaredFact
  known: FactValue
  /** What is chosen and not yet entered. */
  typed: string | undefined
  /** Why what was typed cannot be entered. */
  fault: string | undefined
  type: (text: string) => void
  isLocked: boolean
}

/** One fact: its name, and its value or a hatched "Not known". */
export function FactField({ fact, known, typed, fault, type, isLocked }: Props) {
  const text = typed ?? writeFact(known)
  const id = `fact-${fact.name}`
  const isPrinting = usePrinting()
  const choices = fact.type === 'boolean' ? ['true', 'false'] : fact.values
  return (
    <p className={classes['fact']} data-unknown={text === notKnown} data-changed={typed !== undefined}>
      <label htmlFor={id}>{factLabel(fact.name)}</label>
      {isPrinting ? (
        <span className="medium">{factWords(valueWords(known))}</span>
      ) : choices ? (
        <select
          id={id}
          value={text}
          disabled={isLocked}
          onChange={(event) => type(event.currentTarget.value)}
        >
          <option value={notKnown}>{say('Not known')}</option>
          {choices.map((choice) => (
            <option key={choice} value={choice}>
              {factWords(fact.type === 'boolean' ? valueWords(choice === 'true') : choice)}
            </option>
          ))}
        </select>
      ) : (
        <input
          id={id}
          value={text}
          disabled={isLocked}
          inputMode={fact.type === 'decimal' || fact.type === 'integer' ? 'decimal' : 'text'}
          maxLength={200}
          placeholder={say('Not known')}
          aria-invalid={fault !== undefined}
          aria-describedby={fault === undefined ? undefined : `${id}-fault`}
          onChange={(event) => type(event.currentTarget.value)}
        />
      )}
      {fault === undefined ? null : (
        <span id={`${id}-fault`} className={classes['fault']} role="alert">
          {fault}
        </span>
      )}
    </p>
  )
}
