import { verifyCase } from '#contract/settling.ts'
import { ask } from '#web/api.ts'
import { FreeText } from '#web/ui/FreeText.tsx'
import { keepDrafts } from '#web/ui/keep-drafts.ts'
import { say } from '#web/words/say.ts'
import { useCaseCommand } from '#web/use-case-command.ts'
import type { TaskProps } from '../tasks/Tasks.tsx'
import { TaskSheet } from '../tasks/TaskSheet.tsx'
import { useSeen } from '../use-seen.ts'

const useFound = keepDrafts<string>()

/** Says that somebody has looked, and that what the customer was promised is done. */
export function VerifyForm(props: TaskProps) {
  const { kase, me, close } = props
  const { draft: what, change: setWhat, forget } = useFound(kase.id, '')
  const seen = useSeen(kase, me)
  const command = useCaseCommand(kase.id, (input: { what: string; seq: number }, key) =>
    ask(verifyCase, { caseId: kase.id, ...input, key }),
  )
  const verified = () => {
    forget()
    close()
  }
  return (
    <TaskSheet
      {...props}
      title={say('Look whether it is done')}
      verb={say('It is done')}
      seen={seen}
      command={command}
      isReady={what.trim() !== ''}
      submit={() => command.mutate({ what, seq: seen.seq }, { onSuccess: verified })}
    >
      <FreeText
        label={say('What you looked at')}
        description={say('If nobody looks, it counts as verified when nobody is heard for two weeks.')}
        autosize
        minRows={2}
        maxRows={8}
        most={1000}
        data-autofocus
        value={what}
        onChange={(event) => setWhat(event.currentTarget.value)}
      />
    </TaskSheet>
  )
}
