import type { z } from 'zod'
import type { CaseView } from '#contract/case-view.ts'
import { AssignForm } from './AssignForm.tsx'
import { DescribeForm } from './DescribeForm.tsx'
import { EraseForm } from './EraseForm.tsx'
import { EscalateForm } from './EscalateForm.tsx'
import { MergeForm } from './MergeForm.tsx'
import { PromiseForm } from './PromiseForm.tsx'
import { ReopenForm } from './ReopenForm.tsx'
import { ReturnForm } from './ReturnForm.tsx'
import { SettleForm } from './SettleForm.tsx'
import { SnoozeForm } from './SnoozeForm.tsx'
import { SplitForm } from './SplitForm.tsx'
import type { Task } from './tasks-on.ts'

/** What every sheet on a case gets. */
export type TaskProps = {
  kase: z.output<typeof CaseView>
  me: string | undefined
  close: () => void
  /** Closes it too, and says what was done where one may go on to the next case. */
  done: (sentence: string) => void
  /** What was done has been taken back. */
  undone: () => void
}

/** The sheet of a task. */
export function Tasks({ task, ...props }: TaskProps & { task: Task }) {
  switch (task) {
    case 'escalate':
      return <EscalateForm {...props} />
    case 'promise':
      return <PromiseForm {...props} />
    case 'assign':
      return <AssignForm {...props} />
    case 'snooze':
      return <SnoozeForm {...props} />
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
