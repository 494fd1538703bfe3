import { Textarea } from '@mantine/core'
import { useState } from 'react'
import { returnEscalation } from '#contract/cases.ts'
import { ask } from '#web/api.ts'
import { say } from '#web/words/say.ts'
import type { TaskProps } from '../tasks/Tasks.tsx'
import { TaskSheet } from '../tasks/TaskSheet.tsx'
import { useCommand } from '../tasks/use-command.ts'
import { useSeen } from '../use-seen.ts'

/** Gives an accepted case back down, with a reason. */
export function ReturnForm(props: TaskProps) {
  const { kase, me, close } = props
  const [reason, setReason] = useState('')
  const seen = useSeen(kase, me)
  const command = useCommand(kase.id, (input: { escalationId: string; reason: string }, key) =>
    ask(returnEscalation, { ...input, key }),
  )
  const { taken } = kase
  return (
    <TaskSheet
      {...props}
      title={taken ? say('Give back to {name}', { name: taken.from.name }) : say('Give back')}
      verb={say('Give it back')}
      seen={seen}
      command={command}
      isReady={reason.trim() !== '' && taken !== null}
      submit={() => taken && command.mutate({ escalationId: taken.id, reason }, { onSuccess: close })}
    >
      <Textarea
        label={say('Why')}
        description={say('Policy has to allow the lower rung for this case.')}
        autosize
        minRows={3}
        maxRows={10}
        maxLength={2000}
        data-autofocus
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </TaskSheet>
  )
}
