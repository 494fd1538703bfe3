import { NativeSelect } from '@mantine/core'
import { noteWord } from '#contract/settling.ts'
import { feelings, sayings, type Feeling, type Feelings, type Said } from '#domain/case/customers-word.ts'
import { ask } from '#web/api.ts'
import { FreeText } from '#web/ui/FreeText.tsx'
import { keepDrafts } from '#web/ui/keep-drafts.ts'
import { Note } from '#web/ui/Note.tsx'
import { Seg } from '#web/ui/Seg.tsx'
import { say } from '#web/words/say.ts'
import { useCaseCommand } from '#web/use-case-command.ts'
import { answerToAsked } from './answer-to-asked.ts'
import { feelingQuestion } from './feeling-question.ts'
import { saidWords } from '../timeline/settling-sentences.ts'
import type { TaskProps } from '../tasks/Tasks.tsx'
import { TaskSheet } from '../tasks/TaskSheet.tsx'
import { useSeen } from '../use-seen.ts'
import classes from './WordForm.module.css'

type Way = 'message' | 'call' | 'counter'
type Input = { says: Said; way: Way; words: string | undefined; feelings: Feelings | undefined; seq: number }

const useWord = keepDrafts<{ says: Said; way: Way; words: string; felt: Feelings }>()

/** Writes down what the customer says of how it stands, by which way, and how they found us. */
export function WordForm(props: TaskProps) {
  const { kase, me, close } = props
  const { draft, change, forget } = useWord(kase.id, {
    says: answerToAsked(kase)?.says ?? 'settled',
    way: hasWritten(kase) ? 'message' : 'call',
    words: '',
    felt: {},
  })
  const { says, way, words, felt } = draft
  const seen = useSeen(kase, me)
  const command = useCaseCommand(kase.id, (input: Input, key) =>
    ask(noteWord, { caseId: kase.id, ...input, key }),
  )
  const isEarly = says === 'settled' && way !== 'message' && kase.closing.lacks.silence.some(isAction)
  const noted = () => {
    forget()
    close()
  }
  const submit = () =>
    command.mutate(
      {
        says,
        way,
        words: words.trim() || undefined,
        feelings: Object.keys(felt).length > 0 ? felt : undefined,
        seq: seen.seq,
      },
      { onSuccess: noted },
    )
  return (
    <TaskSheet
      {...props}
      title={say('What they say')}
      verb={say('Write it down')}
      seen={seen}
      command={command}
      isReady={(way === 'message' || words.trim() !== '') && !isEarly}
      submit={submit}
    >
      <NativeSelect
        label={say('They say')}
        data-autofocus
        value={says}
        onChange={(event) =>
          change({ ...draft, says: sayings.find((known) => known === event.currentTarget.value) ?? says })
        }
        data={sayings.map((value) => ({ value, label: saidWords(value) }))}
      />
      <Seg
        label={say('How they said it')}
        value={way}
        choose={(chosen) => change({ ...draft, way: chosen })}
        choices={[
          { value: 'message', label: say('In their last message') },
          { value: 'call', label: say('On the phone') },
          { value: 'counter', label: say('At the counter') },
        ]}
      />
      {isEarly ? (
        <Note tone="warn">
          {say('Nothing has been done yet that could have settled it. Write down what was done first.')}
        </Note>
      ) : null}
      <FreeText
        label={way === 'message' ? say('In your words, if it needs any') : say('Their words')}
        autosize
        minRows={2}
        maxRows={8}
        most={2000}
        value={words}
        onChange={(event) => change({ ...draft, words: event.currentTarget.value })}
      />
      <fieldset className={classes['felt']}>
        <legend className="medium">{say('How they found us, as far as they said')}</legend>
        {feelings.map((feeling) => (
          <FeelingLine
            key={feeling}
            feeling={feeling}
            is={felt[feeling]}
            set={(is) => change({ ...draft, felt: withFeeling(felt, feeling, is) })}
          />
        ))}
      </fieldset>
    </TaskSheet>
  )
}

/** What they said of it, with one feeling more, or with that one left open. */
function withFeeling(before: Feelings, feeling: Feeling, is: boolean | undefined): Feelings {
  const { [feeling]: _, ...rest } = before
  return is === undefined ? rest : { ...rest, [feeling]: is }
}

const isAction = ({ lack }: { lack: string }) => lack === 'action'

/** Whether the newest of what was said is theirs: then it is likely what their word rests on. */
const hasWritten = ({ messages }: TaskProps['kase']) =>
  messages.findLast(({ direction }) => direction !== 'note')?.direction === 'in'

type FeelingProps = { feeling: Feeling; is: boolean | undefined; set: (is: boolean | undefined) => void }

function FeelingLine({ feeling, is, set }: FeelingProps) {
  const question = feelingQuestion(feeling)
  return (
    <div className={classes['line']}>
      <span>{question}</span>
      <Seg
        label={question}
        value={is === undefined ? 'unknown' : is ? 'yes' : 'no'}
        choose={(value) => set(value === 'unknown' ? undefined : value === 'yes')}
        choices={[
          { value: 'yes', label: say('Yes') },
          { value: 'no', label: say('No') },
          { value: 'unknown', label: say('Not said') },
        ]}
      />
    </div>
  )
}
