import { NativeSelect, TextInput } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { proposeRemedy, weighRemedy } from '#contract/remedies.ts'
import { ask, sentenceOf } from '#web/api.ts'
import { amountWords } from '#web/marks/amount-words.ts'
import { currencyWords } from '#web/marks/currency-words.ts'
import { remedyName } from '#web/marks/remedy-words.ts'
import { Button } from '#web/ui/Button.tsx'
import { FreeText } from '#web/ui/FreeText.tsx'
import { keepDrafts } from '#web/ui/keep-drafts.ts'
import { Mark } from '#web/ui/Mark.tsx'
import { Moment } from '#web/ui/Moment.tsx'
import { Note } from '#web/ui/Note.tsx'
import { useFormKeys } from '#web/ui/use-form-keys.ts'
import { heard } from '#web/words/heard.ts'
import { say } from '#web/words/say.ts'
import { awayWords } from './away-words.ts'
import { isOfAnother, readAmount } from './read-amount.ts'
import classes from './Remedies.module.css'
import type { OnCase } from './remedies-query.ts'
import { useRemedyCommand } from './use-remedy-command.ts'

type Props = { caseId: string; seq: number; data: OnCase; close: () => void }
type Wish = { sort: 'entitlement' | 'gesture'; what: string; amount?: number }

const useGiving = keepDrafts<{ sort: Wish['sort']; kind: string; text: string; reason: string }>()

/** Gives something, or asks for a signature: who it takes is said while one writes. */
export function GiveForm({ caseId, seq, data, close }: Props) {
  const { owed, gestures, currency } = data
  const { draft, change, forget } = useGiving(caseId, {
    sort: 'entitlement',
    kind: gestures.kinds.find((one) => one === 'gift') ?? gestures.kinds[0] ?? owed.what,
    text: '',
    reason: '',
  })
  const { sort, kind, text, reason } = draft
  const form = useFormKeys(close, 'select')
  const leave = () => {
    forget()
    close()
  }
  const what = sort === 'gesture' ? kind : owed.what
  const amount = text.trim() === '' ? undefined : readAmount(text, currency)
  const isFault = amount === null
  const wish: Wish = { sort, what, ...(typeof amount === 'number' && { amount }) }
  const weighed = useQuery({
    queryKey: ['case', caseId, 'remedies', 'signature', seq, wish],
    queryFn: () => ask(weighRemedy, { caseId, ...wish }),
    enabled: !isFault,
    placeholderData: keepPreviousData,
  })
  const command = useRemedyCommand((said: string, key) =>
    ask(proposeRemedy, { caseId, seq, ...wish, reason: said, askOnly: false, key }),
  )
  const answer = weighed.data
  const isReady = !isFault && reason.trim() !== '' && answer?.refused === null
  return (
    <form
      ref={form}
      className={classes['form']}
      onSubmit={(event) => {
        event.preventDefault()
        if (isReady && !command.isPending) command.mutate(reason, { onSuccess: leave })
      }}
    >
      <NativeSelect
        label={say('What it is')}
        data={[
          { value: 'entitlement', label: say('Owed: {what}', { what: remedyName(owed.what) }) },
          { value: 'gesture', label: say('A gesture, owed by nobody') },
        ]}
        value={sort}
        onChange={(event) =>
          change({ ...draft, sort: event.currentTarget.value === 'gesture' ? 'gesture' : 'entitlement' })
        }
      />
      {sort === 'gesture' ? (
        <>
          <NativeSelect
            label={say('What they get')}
            data={gestures.kinds.map((value) => ({ value, label: remedyName(value) }))}
            value={kind}
            onChange={(event) => change({ ...draft, kind: event.currentTarget.value })}
          />
          {gestures.isBarred ? (
            <Note>
              {say(
                'You have looked at how far their voice carries, so a gesture is for somebody else to grant.',
              )}
            </Note>
          ) : gestures.left === null ? null : (
            <p className="small supports">
              {say('Gestures here may come to {amount} more.', {
                amount: amountWords(gestures.left, currency),
              })}
            </p>
          )}
        </>
      ) : null}
      <TextInput
        label={say('Amount, in {currency}', { currency })}
        description={
          sort === 'entitlement' ? say('Leave it empty for a thing, such as a repair.') : undefined
        }
        inputMode="decimal"
        maxLength={20}
        value={text}
        error={
          !isFault
            ? undefined
            : isOfAnother(text, currency)
              ? say('This desk counts in {currency}.', { currency: currencyWords(currency) })
              : say('An amount, such as 49.90')
        }
        onChange={(event) => change({ ...draft, text: event.currentTarget.value })}
      />
      <FreeText
        label={say('Why they get it')}
        autosize
        minRows={2}
        maxRows={6}
        most={2000}
        value={reason}
        onChange={(event) => change({ ...draft, reason: event.currentTarget.value })}
      />
      <div aria-live="polite" className={classes['who']}>
        {answer && !isFault ? <Who answer={answer} /> : null}
      </div>
      {command.error ? <Note tone="danger">{sentenceOf(command.error)}</Note> : null}
      <p className={classes['acts']}>
        <Button look="bare" onClick={leave}>
          {say('Leave as it was')}
        </Button>
        <Button type="submit" keyName="mod+Enter" busy={command.isPending} disabled={!isReady}>
          {answer?.asked && !isFault
            ? say('Ask {name} to sign', { name: answer.asked.of.name })
            : typeof amount === 'number'
              ? say('Give {amount}', { amount: amountWords(amount, currency) })
              : say('Give it to the customer')}
        </Button>
      </p>
    </form>
  )
}

type Answer = Awaited<ReturnType<typeof ask<typeof weighRemedy.input, typeof weighRemedy.output>>>

function Who({ answer: { alone, asked, refused } }: { answer: Answer }) {
  if (refused !== null) return <Note tone="warn">{refused}</Note>
  if (alone)
    return (
      <p className={classes['mine']}>
        <Mark name="check" /> {say('You may sign this by yourself.')}
      </p>
    )
  return asked ? (
    <p className={classes['mine']}>
      <Mark name="asked" />
      <span>
        {say('Above what you sign by yourself. {name} is asked, {rung}, and decides by', {
          name: asked.of.name,
          rung: heard(asked.rung.name),
        })}{' '}
        <Moment at={asked.by} />
        {asked.away ? <span className="supports"> {awayWords(asked)}</span> : null}
      </span>
    </p>
  ) : null
}
