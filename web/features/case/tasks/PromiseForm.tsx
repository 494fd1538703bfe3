import { NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { promise } from '#contract/cases.ts'
import { withdrawPromise } from '#contract/writing.ts'
import { namedMoment } from '#domain/craft/named-moment.ts'
import { ask } from '#web/api.ts'
import { queries } from '#web/queries.ts'
import { instantAt } from '#web/ui/date-field.ts'
import { keepDrafts } from '#web/ui/keep-drafts.ts'
import { newKey } from '#web/ui/new-key.ts'
import { exactWords, hereZone } from '#web/ui/time-words.ts'
import { say } from '#web/words/say.ts'
import { useCaseCommand } from '#web/use-case-command.ts'
import type { TaskProps } from './Tasks.tsx'
import { TaskSheet } from './TaskSheet.tsx'
import { useSeen } from '../use-seen.ts'
import { useUndo } from '../use-undo.ts'

type Input = { what: string; by: string | undefined; dueAt: string; seq: number }

/** No date of a case lies so far ahead. */
const yearBeyond = 2200

const usePromiseDraft = keepDrafts<{ what: string; by: string; when: string }>()

/** Promises the customer that somebody will do something by a date. */
export function PromiseForm(props: TaskProps) {
  const { kase, me, close, dated } = props
  const { data: people } = useQuery(queries.colleagues)
  // Escape closes the sheet, and nothing that was written in it is lost.
  const { draft, change, forget } = usePromiseDraft(kase.id, {
    what: dated,
    by: me ?? '',
    when: momentIn(dated) ?? tomorrowNoon(),
  })
  const { what, by, when } = draft
  const seen = useSeen(kase, me)
  const undo = useUndo(kase)
  const command = useCaseCommand(kase.id, (input: Input, key) =>
    ask(promise, { caseId: kase.id, ...input, key }),
  )
  const dueAt = instantAt(when)
  const isFar = dueAt !== null && dueAt.toZonedDateTimeISO('UTC').year >= yearBeyond
  const given = ({ id }: { id: string }) => {
    undo(say('It is promised.'), () => ask(withdrawPromise, { promiseId: id, key: newKey() }))
    forget()
    close()
  }
  return (
    <TaskSheet
      {...props}
      title={say('Promise')}
      verb={say('Promise it')}
      seen={seen}
      command={command}
      isReady={what.trim() !== '' && dueAt !== null && !isFar}
      missing={what.trim() === '' ? say('Write what is promised.') : say('Choose a day and a time.')}
      submit={() => {
        if (dueAt)
          command.mutate(
            { what, by: by || undefined, dueAt: dueAt.toString(), seq: seen.seq },
            { onSuccess: given },
          )
      }}
    >
      <Textarea
        label={say('What')}
        description={say('As you said it to the customer. It is a failure of ours if it is not done.')}
        autosize
        minRows={2}
        maxRows={8}
        maxLength={1000}
        data-autofocus
        value={what}
        onChange={(event) => change({ ...draft, what: event.currentTarget.value })}
      />
      <NativeSelect
        label={say('Who does it')}
        value={by}
        onChange={(event) => change({ ...draft, by: event.currentTarget.value })}
        data={(people?.members ?? []).map(({ id, name }) => ({
          value: id,
          label: id === me ? say('You, {name}', { name }) : name,
        }))}
      />
      <TextInput
        label={say('By when')}
        type="datetime-local"
        value={when}
        onChange={(event) => change({ ...draft, when: event.currentTarget.value })}
        error={isFar ? say('Choose a day before the year {year}.', { year: String(yearBeyond) }) : undefined}
        description={dueAt ? exactWords(dueAt) : say('Choose a day and a time.')}
      />
    </TaskSheet>
  )
}

/** What the reply said, so that words and date agree. */
const momentIn = (said: string) =>
  namedMoment(said, Temporal.Now.zonedDateTimeISO(hereZone()))?.toString({ smallestUnit: 'minute' })

const tomorrowNoon = () => `${Temporal.Now.plainDateISO().add({ days: 1 }).toString()}T12:00`
