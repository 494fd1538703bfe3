import type { z } from 'zod'
import type { CaseView } from '#contract/case-view.ts'
import { AssignForm } from './AssignForm.tsx'
import { EscalateForm } from './EscalateForm.tsx'
import type { Task } from './Head.tsx'
import { PromiseForm } from './PromiseForm.tsx'
import { ReopenForm } from './ReopenForm.tsx'
import { ReturnForm } from './ReturnForm.tsx'
import { SettleForm } from './SettleForm.tsx'

/** What every sheet on a case gets. */
export type TaskProps = { kase: z.output<typeof CaseView>; me: string | undefined; close: () => void }

/** The sheet of a task. */
export function Tasks({ task, ...props }: TaskProps & { task: Task }) {
  switch (task) {
    case 'escalate':
      return <EscalateForm {...props} />
    case 'promise':
      return <PromiseForm {...props} />
    case 'assign':
      return <AssignForm {...props} />
    case 'settle':
      return <SettleForm {...props} />
    case 'reopen':
      return <ReopenForm {...props} />
    case 'return':
      return <ReturnForm {...props} />
  }
}
