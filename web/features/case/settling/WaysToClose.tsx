import type { z } from 'zod'
import type { CaseView } from '#contract/case-view.ts'
import { enterFacts } from '#contract/cases.ts'
import { ask, sentenceOf } from '#web/api.ts'
import { Button } from '#web/ui/Button.tsx'
import { Mark } from '#web/ui/Mark.tsx'
import { Moment } from '#web/ui/Moment.tsx'
import { Note } from '#web/ui/Note.tsx'
import { say } from '#web/words/say.ts'
import { useCaseCommand } from '#web/use-case-command.ts'
import { lackWords } from '../composer/lack-words.ts'
import type { LackShown } from './ready-to-close.ts'
import { saidWords } from '../timeline/settling-sentences.ts'
import type { Task } from '../tasks/tasks-on.ts'
import classes from './WaysToClose.module.css'

type Props = {
  kase: z.output<typeof CaseView>
  lacks: readonly LackShown[]
  /** As far as its reader has seen the case. */
  seq: number
  turnTo: (task: Task) => void
}

/** What is missing before the case may be closed, and the ways that lead there; or what entitles us to close it. */
export function WaysToClose({ kase, lacks, seq, turnTo }: Props) {
  const { word } = kase.closing
  if (lacks.length === 0)
    return word?.says === 'settled' ? (
      <p className={classes['stands']}>
        <Mark name="check" /> {saidWords(word.says)} <Moment at={word.at} />
      </p>
    ) : null
  const ways = waysFrom(kase, lacks)
  return (
    <Note tone="warn">
      <ul className={classes['lacks']}>
        {lacks.map((lack) => (
          <li key={lack.lack}>{lackWords(lack)}</li>
        ))}
      </ul>
      {lacks.some((lack) => lack.lack === 'nothing-asked' && lack.because === 'harm-unknown') ? (
        <Unharmed kase={kase} seq={seq} />
      ) : null}
      <div className={classes['ways']}>
        {ways.map(({ task, words }) => (
          <Button key={task} onClick={() => turnTo(task)}>
            {words}
          </Button>
        ))}
      </div>
    </Note>
  )
}

/** Whoever has read it says, in one tap, that nobody was harmed: praise needs no more. */
function Unharmed({ kase, seq }: Pick<Props, 'kase' | 'seq'>) {
  const enter = useCaseCommand(kase.id, (input: { seq: number }, key) =>
    ask(enterFacts, { caseId: kase.id, facts: { harm: 'none' }, ...input, key }),
  )
  return (
    <>
      <div className={classes['ways']}>
        <Button busy={enter.isPending} onClick={() => enter.mutate({ seq })}>
          {say('I have read it: nobody was harmed')}
        </Button>
      </div>
      {enter.error ? <p role="alert">{sentenceOf(enter.error)}</p> : null}
    </>
  )
}

/** The next steps, the nearest first: something is done, then we ask, then we write down what they say. */
function waysFrom(kase: Props['kase'], lacks: readonly LackShown[]): { task: Task; words: string }[] {
  const isDone = !kase.closing.lacks.silence.some(({ lack }) => lack === 'action')
  const hasPhone = kase.accounts.some(({ kind }) => kind === 'phone')
  return [
    ...(lacks.some(({ lack }) => lack === 'told-no' || lack === 'second-no')
      ? [{ task: 'no' as const, words: say('Say no, with all it needs') }]
      : []),
    ...(isDone ? [] : [{ task: 'deed' as const, words: say('Write down what was done') }]),
    ...(isDone && kase.replyTo !== null
      ? [{ task: 'ask-settled' as const, words: say('Ask whether it is settled') }]
      : []),
    { task: 'word' as const, words: say('Write down what they say') },
    ...(isDone && hasPhone ? [{ task: 'attempt' as const, words: say('A call that nobody took') }] : []),
  ]
}
