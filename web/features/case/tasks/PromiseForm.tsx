import { NativeSelect, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { promise } from '#contract/cases.ts'
import { withdrawPromise } from '#contract/writing.ts'
import { isTooFarAhead } from '#domain/case/too-far-ahead.ts'
import { ask } from '#web/api.ts'
import { queries } from '#web/queries.ts'
import { FreeText } from '#web/ui/FreeText.tsx'
import { instantAt } from '#web/ui/date-field.ts'
import { keepDrafts } from '#web/ui/keep-drafts.ts'
import { newKey } from '#web/ui/new-key.ts'
import { dueWords } from './due-words.ts'
import { say } from '#web/words/say.ts'
import { useCaseCommand } from '#web/use-case-command.ts'
import type { TaskProps } from './Tasks.tsx'
import { TaskSheet } from './TaskSheet.tsx'
import { useSeen } from '../use-seen.ts'
import { useUndo } from '../use-undo.ts'

type Input = { what: string; by: string | undefined; dueAt: string; seq: number }

const usePromiseDraft = keepDrafts<{ what: string; by: string; when: string }>()

/** Promises the customer that somebody will do something by a date. */
export function PromiseForm(props: TaskProps) {
  const { kase, me, close, dated, keptDate } = props
  const { data: people } = useQuery(queries.colleagues)
  // Escape closes the sheet, and nothing that was written in it is lost.
  const { draft, change, forget } = usePromiseDraft(kase.id, {
    what: dated?.what ?? '',
    by: me ?? '',
    when: dated?.when ?? tomorrowNoon(),
  })
  const { what, by, when } = draft
  const seen = useSeen(kase, me)
  const undo = useUndo(kase)
  const command = useCaseCommand(kase.id, (input: Input, key) =>
    ask(promise, { caseId: kase.id, ...input, key }),
  )
  const dueAt = instantAt(when)
  const isFar = dueAt !== null && isTooFarAhead(dueAt, Temporal.Now.instant())
  const given = ({ id }: { id: string }) => {
    undo(say('It is promised.'), () => ask(withdrawPromise, { promiseId: id, key: newKey() }))
    forget()
    keptDate()
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
      missing={what.trim() === '' ? say('Write what is promised.') : undefined}
      submit={() => {
        if (dueAt)
          command.mutate(
            { what, by: by || undefined, dueAt: dueAt.toString(), seq: seen.seq },
            { onSuccess: given },
          )
      }}
    >
      <FreeText
        label={say('What')}
        description={say('As you said it to the customer. It is a failure of ours if it is not done.')}
        autosize
        minRows={2}
        maxRows={8}
        most={1000}
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
        error={
          dueAt === null
            ? say('Choose a day and a time.')
            : isFar
              ? say('A promise is for the coming year at most.')
              : undefined
        }
        description={dueAt ? dueWords(dueAt, kase.aboutPerson?.zone ?? null) : undefined}
      />
    </TaskSheet>
  )
}

const tomorrowNoon = () => `${Temporal.Now.plainDateISO().add({ days: 1 }).toString()}T12:00`
