import { writeDeed } from '#contract/settling.ts'
import { ask } from '#web/api.ts'
import { FreeText } from '#web/ui/FreeText.tsx'
import { keepDrafts } from '#web/ui/keep-drafts.ts'
import { say } from '#web/words/say.ts'
import { useCaseCommand } from '#web/use-case-command.ts'
import type { TaskProps } from '../tasks/Tasks.tsx'
import { TaskSheet } from '../tasks/TaskSheet.tsx'
import { useSeen } from '../use-seen.ts'

const useDeed = keepDrafts<string>()

/** Writes down what was done about the matter. */
export function DeedForm(props: TaskProps) {
  const { kase, me, close } = props
  const { draft: what, change: setWhat, forget } = useDeed(kase.id, '')
  const seen = useSeen(kase, me)
  const command = useCaseCommand(kase.id, (input: { what: string; seq: number }, key) =>
    ask(writeDeed, { caseId: kase.id, ...input, key }),
  )
  const written = () => {
    forget()
    close()
  }
  return (
    <TaskSheet
      {...props}
      title={say('What was done')}
      verb={say('Write it down')}
      seen={seen}
      command={command}
      isReady={what.trim() !== ''}
      submit={() => command.mutate({ what, seq: seen.seq }, { onSuccess: written })}
    >
      <FreeText
        label={say('What was done about it')}
        description={say('A deed, not a regret. A promise that was kept is said to be kept instead.')}
        autosize
        minRows={2}
        maxRows={8}
        most={2000}
        data-autofocus
        value={what}
        onChange={(event) => setWhat(event.currentTarget.value)}
      />
    </TaskSheet>
  )
}
