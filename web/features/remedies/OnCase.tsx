import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { sentenceOf } from '#web/api.ts'
import { amountWords } from '#web/marks/amount-words.ts'
import { remedyName } from '#web/marks/remedy-words.ts'
import { queries } from '#web/queries.ts'
import { Button } from '#web/ui/Button.tsx'
import { useCommands } from '#web/ui/commands.ts'
import { Bones } from '#web/ui/Face.tsx'
import { Note } from '#web/ui/Note.tsx'
import { useFocusAfter } from '#web/ui/use-focus-after.ts'
import { heard } from '#web/words/heard.ts'
import { remediesQuery } from '#web/remedies-on-case.ts'
import { say } from '#web/words/say.ts'
import { GiveForm } from './GiveForm.tsx'
import { OneRemedy } from './OneRemedy.tsx'
import classes from './Remedies.module.css'
import type { OnCase as Data } from './remedies-query.ts'

/**
 * What policy owes here and by which rule, what the customer was given, and, apart from it, gestures that nobody owed. Whoever
 * may, gives by one key; above what they may, they ask somebody by name.
 */
export function OnCase({ caseId, show }: { caseId: string; show: () => void }) {
  const { data: kase } = useQuery(queries.case(caseId))
  const { data, error, refetch } = useQuery(remediesQuery(caseId))
  const [isGiving, setGiving] = useState(false)
  const isOpen = kase?.state === 'open'
  const begin = useFocusAfter<HTMLButtonElement>(isGiving)
  useCommands(
    say('What is owed, what was given'),
    isOpen && data
      ? [
          {
            key: 'G',
            title: say('Give the customer something'),
            act: () => {
              show()
              setGiving(true)
            },
          },
        ]
      : [],
  )
  return (
    <section className={classes['section']} aria-labelledby="remedies-title" id="remedies" tabIndex={-1}>
      <h2 className="title" id="remedies-title">
        {say('What is owed, what was given')}
      </h2>
      {error ? (
        <Note tone="danger">
          {sentenceOf(error)} <Button onClick={() => void refetch()}>{say('Try again')}</Button>
        </Note>
      ) : null}
      {data ? (
        <Told data={data} />
      ) : error ? null : (
        <Bones rows={1} height={56} label={say('What is owed is being read')} />
      )}
      {isGiving && kase && data ? (
        <GiveForm caseId={caseId} seq={kase.seq} data={data} close={() => setGiving(false)} />
      ) : isOpen && data ? (
        <p>
          <Button ref={begin} keyName="shift+G" onClick={() => setGiving(true)}>
            {say('Give something')}
          </Button>
        </p>
      ) : null}
    </section>
  )
}

function Told({ data }: { data: Data }) {
  const { owed, currency, remedies } = data
  const keyed = remedies.find(({ may }) => may.approve)?.id
  const gestures = remedies.filter(({ sort }) => sort === 'gesture')
  return (
    <>
      <div className={classes['owed']}>
        <p>
          <b>{remedyName(owed.what)}</b>
          {owed.upTo > 0 ? (
            <>
              {' '}
              {owed.what === 'apology'
                ? say('and up to {amount} with it', { amount: amountWords(owed.upTo, currency) })
                : say('up to {amount}', { amount: amountWords(owed.upTo, currency) })}
              {owed.left < owed.upTo ? (
                <>, {say('{amount} of it left', { amount: amountWords(owed.left, currency) })}</>
              ) : null}
            </>
          ) : null}
        </p>
        {owed.ifDanger ? (
          <p className="small">
            {say('If it is a danger. Nobody has said so yet: say first whether it is one, it is given then.')}
          </p>
        ) : null}
        {owed.rule ? (
          <p className="small supports">
            {owed.rule.because ? <>{heard(owed.rule.because)} </> : null}
            <span className={classes['rule']}>
              {say('Rule {rule}, policy {version}', {
                rule: `${owed.rule.table} / ${owed.rule.row}`,
                version: String(owed.rule.policy),
              })}
            </span>
          </p>
        ) : null}
        {owed.alone !== null && owed.alone > 0 ? (
          <p className="small supports no-print">
            {say('You may sign {amount} of it by yourself.', { amount: amountWords(owed.alone, currency) })}
          </p>
        ) : null}
      </div>
      <List
        remedies={remedies.filter(({ sort }) => sort === 'entitlement')}
        label={say('Given of what is owed')}
        keyed={keyed}
      />
      {gestures.length > 0 ? (
        <>
          <h3 className={classes['apart']}>{say('Gestures of goodwill, owed by nobody')}</h3>
          <List remedies={gestures} label={say('Gestures of goodwill, owed by nobody')} keyed={keyed} />
        </>
      ) : null}
    </>
  )
}

function List({
  remedies,
  label,
  keyed,
}: {
  remedies: Data['remedies']
  label: string
  /** The one that is signed by the key: the first that one may. */
  keyed: string | undefined
}) {
  if (remedies.length === 0) return null
  return (
    <ul className={classes['list']} aria-label={label}>
      {remedies.map((remedy) => (
        <OneRemedy key={remedy.id} remedy={remedy} hasKey={remedy.id === keyed} />
      ))}
    </ul>
  )
}
