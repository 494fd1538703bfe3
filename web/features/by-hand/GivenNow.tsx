import { NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { queries } from '#web/queries.ts'
import { Button } from '#web/ui/Button.tsx'
import { fieldAt, instantAt } from '#web/ui/date-field.ts'
import { TooLong } from '#web/ui/TooLong.tsx'
import { exactWords, hereZone } from '#web/ui/time-words.ts'
import { useNow } from '#web/ui/use-now.ts'
import { say } from '#web/words/say.ts'
import classes from './ByHand.module.css'
import { most, type Heard, type Promised } from './heard.ts'

type Props = {
  heard: Heard
  set: (parts: Partial<Heard>) => void
  me: string
  /** What the promise lacks. */
  fault: string | undefined
}

/** What was said in return: an answer on the spot, a promise with a date. Both may be left out. */
export function GivenNow({ heard, set, me, fault }: Props) {
  const { answer, promise } = heard
  return (
    <div className={classes['given']}>
      {answer === null && promise === null ? null : (
        <>
          {answer === null ? null : (
            <Textarea
              label={say('What you answered')}
              description={say('It counts as given. Leave it empty if you gave none.')}
              autosize
              minRows={2}
              maxRows={10}
              ref={focusNew}
              value={answer}
              onChange={(event) => set({ answer: event.currentTarget.value })}
            />
          )}
          <TooLong text={answer ?? ''} most={most} />
          {promise === null ? null : (
            <PromiseFields
              promise={promise}
              me={me}
              fault={fault}
              set={(parts) => set({ promise: { ...promise, ...parts } })}
            />
          )}
        </>
      )}
      <p className={classes['offers']}>
        {answer === null ? (
          <Button keyName="Alt+A" onClick={() => set({ answer: '' })}>
            {say('An answer was given')}
          </Button>
        ) : (
          <Button look="bare" onClick={() => set({ answer: null })}>
            {say('No answer was given')}
          </Button>
        )}
        {promise === null ? (
          <Button keyName="Alt+P" onClick={() => set({ promise: newPromise() })}>
            {say('A promise was made')}
          </Button>
        ) : (
          <Button look="bare" onClick={() => set({ promise: null })}>
            {say('Nothing was promised')}
          </Button>
        )}
      </p>
    </div>
  )
}

/** A field that somebody has just asked for is where they go on. */
const focusNew = (field: HTMLElement | null) => field?.focus()

/** What is promised is offered in words, which what is typed takes the place of; all of it is seen, above the bar at the foot. */
const beginPromise = (field: HTMLInputElement | null) => {
  field?.focus()
  field?.select()
  field?.closest('fieldset')?.scrollIntoView({ block: 'nearest' })
}

/** A promise as it is offered first: a call back within two hours, by whoever writes it down. */
export const newPromise = (): Promised => ({
  what: say('Call back'),
  by: '',
  when: fieldAt(Temporal.Now.instant().add({ hours: 2 })),
})

type PromiseProps = {
  promise: Promised
  me: string
  fault: string | undefined
  set: (parts: Partial<Promised>) => void
}

function PromiseFields({ promise, me, fault, set }: PromiseProps) {
  const { data: people } = useQuery(queries.colleagues)
  const now = useNow()
  const dueAt = instantAt(promise.when)
  const isPast = dueAt !== null && Temporal.Instant.compare(dueAt, now) <= 0
  return (
    <fieldset className={classes['promise']}>
      <legend className="title">{say('The promise')}</legend>
      <TextInput
        label={say('What was promised')}
        maxLength={1000}
        ref={beginPromise}
        error={fault}
        value={promise.what}
        onChange={(event) => set({ what: event.currentTarget.value })}
      />
      <NativeSelect
        label={say('Who does it')}
        value={promise.by || me}
        onChange={(event) => set({ by: event.currentTarget.value })}
        data={(people?.members ?? []).map(({ id, name }) => ({
          value: id,
          label: id === me ? say('You, {name}', { name }) : name,
        }))}
      />
      <div>
        <TextInput
          label={say('By when')}
          type="datetime-local"
          value={promise.when}
          error={isPast ? say('This has passed.') : undefined}
          onChange={(event) => set({ when: event.currentTarget.value })}
          description={dueAt ? exactWords(dueAt) : say('Choose a day and a time.')}
        />
        <p className={classes['offers']}>
          {usualTimes(now).map(({ label, at }) => (
            <Button key={label} look="bare" onClick={() => set({ when: fieldAt(at) })}>
              {label}
            </Button>
          ))}
        </p>
      </div>
    </fieldset>
  )
}

/** The times that are promised most. */
function usualTimes(now: Temporal.Instant): { label: string; at: Temporal.Instant }[] {
  const today = now.toZonedDateTimeISO(hereZone())
  const evening = today.withPlainTime('17:00')
  const noon = today.add({ days: 1 }).withPlainTime('12:00')
  return [
    { label: say('in 1 hour'), at: now.add({ hours: 1 }) },
    ...(Temporal.ZonedDateTime.compare(evening, today) > 0
      ? [{ label: say('today 17:00'), at: evening.toInstant() }]
      : []),
    { label: say('tomorrow 12:00'), at: noon.toInstant() },
  ]
}
