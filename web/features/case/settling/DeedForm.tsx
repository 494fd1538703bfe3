import { Textarea } from '@mantine/core'
import { useState } from 'react'
import { writeDeed } from '#contract/settling.ts'
import { ask } from '#web/api.ts'
import { say } from '#web/words/say.ts'
import type { TaskProps } from '../tasks/Tasks.tsx'
import { TaskSheet } from '../tasks/TaskSheet.tsx'
import { useCommand } from '../tasks/use-command.ts'
import { useSeen } from '../use-seen.ts'

/** Writes down what was done about the matter. */
export function DeedForm(props: TaskProps) {
  const { kase, me, close } = props
  const [what, setWhat] = useState('')
  const seen = useSeen(kase, me)
  const command = useCommand(kase.id, (input: { what: string; seq: number }, key) =>
    ask(writeDeed, { caseId: kase.id, ...input, key }),
  )
  return (
    <TaskSheet
      {...props}
      title={say('What was done')}
      verb={say('Write it down')}
      seen={seen}
      command={command}
      isReady={what.trim() !== ''}
      submit={() => command.mutate({ what, seq: seen.seq }, { onSuccess: close })}
    >
      <Textarea
        label={say('What was done about it')}
        description={say('A deed, not a regret. A promise that was kept is said to be kept instead.')}
        autosize
        minRows={2}
        maxRows={8}
        maxLength={2000}
        data-autofocus
        value={what}
        onChange={(event) => setWhat(event.currentTarget.value)}
      />
    </TaskSheet>
  )
}
