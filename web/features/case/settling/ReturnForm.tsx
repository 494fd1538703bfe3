import { returnEscalation } from '#contract/cases.ts'
import { ask } from '#web/api.ts'
import { FreeText } from '#web/ui/FreeText.tsx'
import { keepDrafts } from '#web/ui/keep-drafts.ts'
import { say } from '#web/words/say.ts'
import { useCaseCommand } from '#web/use-case-command.ts'
import type { TaskProps } from '../tasks/Tasks.tsx'
import { TaskSheet } from '../tasks/TaskSheet.tsx'
import { useSeen } from '../use-seen.ts'

const useReason = keepDrafts<string>()

/** Gives an accepted case back down, with a reason. */
export function ReturnForm(props: TaskProps) {
  const { kase, me, close } = props
  const { draft: reason, change: setReason, forget } = useReason(kase.id, '')
  const seen = useSeen(kase, me)
  const command = useCaseCommand(kase.id, (input: { escalationId: string; reason: string }, key) =>
    ask(returnEscalation, { ...input, key }),
  )
  const { taken } = kase
  const returned = () => {
    forget()
    close()
  }
  return (
    <TaskSheet
      {...props}
      title={taken ? say('Give back to {name}', { name: taken.from.name }) : say('Give back')}
      verb={say('Give it back')}
      seen={seen}
      command={command}
      isReady={reason.trim() !== '' && taken !== null}
      submit={() => taken && command.mutate({ escalationId: taken.id, reason }, { onSuccess: returned })}
    >
      <FreeText
        label={say('Why')}
        description={say('Policy has to allow the lower rung for this case.')}
        autosize
        minRows={3}
        maxRows={10}
        most={2000}
        data-autofocus
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </TaskSheet>
  )
}
