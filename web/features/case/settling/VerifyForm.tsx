import { Textarea } from '@mantine/core'
import { useState } from 'react'
import { verifyCase } from '#contract/settling.ts'
import { ask } from '#web/api.ts'
import { say } from '#web/words/say.ts'
import type { TaskProps } from '../tasks/Tasks.tsx'
import { TaskSheet } from '../tasks/TaskSheet.tsx'
import { useCommand } from '../tasks/use-command.ts'
import { useSeen } from '../use-seen.ts'

/** Says that somebody has looked, and that what the customer was promised is done. */
export function VerifyForm(props: TaskProps) {
  const { kase, me, close } = props
  const [what, setWhat] = useState('')
  const seen = useSeen(kase, me)
  const command = useCommand(kase.id, (input: { what: string; seq: number }, key) =>
    ask(verifyCase, { caseId: kase.id, ...input, key }),
  )
  return (
    <TaskSheet
      {...props}
      title={say('Look whether it is done')}
      verb={say('It is done')}
      seen={seen}
      command={command}
      isReady={what.trim() !== ''}
      submit={() => command.mutate({ what, seq: seen.seq }, { onSuccess: close })}
    >
      <Textarea
        label={say('What you looked at')}
        description={say('If nobody looks, it counts as verified when nobody is heard for two weeks.')}
        autosize
        minRows={2}
        maxRows={8}
        maxLength={1000}
        data-autofocus
        value={what}
        onChange={(event) => setWhat(event.currentTarget.value)}
      />
    </TaskSheet>
  )
}
