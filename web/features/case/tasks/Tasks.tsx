import type { z } from 'zod'
import type { CaseView } from '#contract/case-view.ts'
import { useState } from 'react'
import { AskSettledForm } from '../settling/AskSettledForm.tsx'
import { AssignForm } from './AssignForm.tsx'
import { AttemptForm } from '../settling/AttemptForm.tsx'
import { DeedForm } from '../settling/DeedForm.tsx'
import { DescribeForm } from '../person/DescribeForm.tsx'
import { EraseForm } from '../person/EraseForm.tsx'
import { EscalateForm } from './EscalateForm.tsx'
import { MergeForm } from './MergeForm.tsx'
import { NoForm } from '../settling/NoForm.tsx'
import { PromiseForm } from './PromiseForm.tsx'
import { ReopenForm } from '../settling/ReopenForm.tsx'
import { ReturnForm } from '../settling/ReturnForm.tsx'
import { SetAsideForm } from './SetAsideForm.tsx'
import { SettleForm } from '../settling/SettleForm.tsx'
import { SnoozeForm } from './SnoozeForm.tsx'
import { SplitForm } from './SplitForm.tsx'
import type { Dated } from '../dated-in.ts'
import { keepDrafts } from '#web/ui/keep-drafts.ts'
import { nothingFilled, type Filled } from '../settling/ready-to-close.ts'
import type { Task } from './tasks-on.ts'
import { VerifyForm } from '../settling/VerifyForm.tsx'
import { WordForm } from '../settling/WordForm.tsx'

/** What every sheet on a case gets. */
export type TaskProps = {
  kase: z.output<typeof CaseView>
  me: string | undefined
  close: () => void
  /** Closes it too, and says what was done where one may go on to the next case. */
  done: (sentence: string) => void
  /** Nothing is left here: goes on to the next case of the queue, or back to the desk. */
  leave: () => void
  /** What was done has been taken back. */
  undone: () => void
  /** What the reply just given says will be done by a date, the soonest of what is not kept as a promise yet. */
  dated: Dated | null
  /** That date is kept as a promise. */
  keptDate: () => void
  /** Turns to another task, and comes back to this one when that is done. */
  turnTo: (task: Task) => void
  /** What was filled in to close it, while another task is done first. */
  filled: Filled
  fill: (filled: Filled) => void
}

const useFilled = keepDrafts<Filled>()

/** The sheet of a task, or of the one that it needs first: whoever is done with that comes back. */
export function Tasks({ task, ...props }: Omit<TaskProps, 'turnTo' | 'filled' | 'fill'> & { task: Task }) {
  const [first, turnTo] = useState<Task | null>(null)
  const { draft: filled, change: fill } = useFilled(props.kase.id, nothingFilled)
  const close = first === null ? props.close : () => turnTo(null)
  return (
    <Sheet
      {...props}
      key={first ?? task}
      task={first ?? task}
      close={close}
      turnTo={turnTo}
      filled={filled}
      fill={fill}
    />
  )
}

function Sheet({ task, ...props }: TaskProps & { task: Task }) {
  switch (task) {
    case 'deed':
      return <DeedForm {...props} />
    case 'ask-settled':
      return <AskSettledForm {...props} />
    case 'word':
      return <WordForm {...props} />
    case 'attempt':
      return <AttemptForm {...props} />
    case 'no':
      return <NoForm {...props} />
    case 'verify':
      return <VerifyForm {...props} />
    case 'escalate':
      return <EscalateForm {...props} />
    case 'promise':
      return <PromiseForm {...props} />
    case 'assign':
      return <AssignForm {...props} />
    case 'snooze':
      return <SnoozeForm {...props} />
    case 'set-aside':
      return <SetAsideForm {...props} />
    case 'settle':
      return <SettleForm {...props} />
    case 'reopen':
      return <ReopenForm {...props} />
    case 'return':
      return <ReturnForm {...props} />
    case 'describe':
      return <DescribeForm {...props} />
    case 'merge':
      return <MergeForm {...props} />
    case 'split':
      return <SplitForm {...props} />
    case 'erase':
      return <EraseForm {...props} />
  }
}
