import { reopen } from '#contract/cases.ts'
import { ask } from '#web/api.ts'
import { say } from '#web/words/say.ts'
import { useCaseCommand } from '#web/use-case-command.ts'
import type { TaskProps } from '../tasks/Tasks.tsx'
import { TaskSheet } from '../tasks/TaskSheet.tsx'
import { useSeen } from '../use-seen.ts'

/** Opens a closed case again. */
export function ReopenForm(props: TaskProps) {
  const { kase, me, close } = props
  const seen = useSeen(kase, me)
  const command = useCaseCommand(kase.id, (input: { seq: number }, key) =>
    ask(reopen, { caseId: kase.id, ...input, key }),
  )
  return (
    <TaskSheet
      {...props}
      title={say('Open again')}
      verb={say('Open it again')}
      seen={seen}
      command={command}
      isReady
      isPlain
      submit={() => command.mutate({ seq: seen.seq }, { onSuccess: close })}
    >
      <p>
        {kase.owner.id === me
          ? say('It is yours again, and its clocks run from now.')
          : say('It belongs to {name} again, and its clocks run from now.', { name: kase.owner.name })}
      </p>
    </TaskSheet>
  )
}
