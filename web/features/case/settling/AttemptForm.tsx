import { NativeSelect, TextInput } from '@mantine/core'
import { useState } from 'react'
import { noteAttempt } from '#contract/settling.ts'
import { ask } from '#web/api.ts'
import { fieldAt, instantAt } from '#web/ui/date-field.ts'
import { keepDrafts } from '#web/ui/keep-drafts.ts'
import { exactWords } from '#web/ui/time-words.ts'
import { say } from '#web/words/say.ts'
import { useCaseCommand } from '#web/use-case-command.ts'
import type { TaskProps } from '../tasks/Tasks.tsx'
import { TaskSheet } from '../tasks/TaskSheet.tsx'
import { useSeen } from '../use-seen.ts'

type Input = { account: string; triedAt: string; what: string; seq: number }

const useHowItWent = keepDrafts<string>()

/** Writes down a call by which we tried to ask whether it is settled, and that nobody took. */
export function AttemptForm(props: TaskProps) {
  const { kase, me, close } = props
  const phones = kase.accounts.filter(({ kind }) => kind === 'phone')
  const [account, setAccount] = useState(phones[0]?.id ?? '')
  const [when, setWhen] = useState(() => fieldAt(Temporal.Now.instant()))
  const { draft: what, change: setWhat, forget } = useHowItWent(kase.id, '')
  const seen = useSeen(kase, me)
  const command = useCaseCommand(kase.id, (input: Input, key) =>
    ask(noteAttempt, { caseId: kase.id, ...input, key }),
  )
  const triedAt = instantAt(when)
  const noted = () => {
    forget()
    close()
  }
  return (
    <TaskSheet
      {...props}
      title={say('A call that nobody took')}
      verb={say('Write it down')}
      seen={seen}
      command={command}
      isReady={account !== '' && triedAt !== null && what.trim() !== ''}
      submit={() => {
        if (triedAt)
          command.mutate({ account, triedAt: triedAt.toString(), what, seq: seen.seq }, { onSuccess: noted })
      }}
    >
      <NativeSelect
        label={say('The number')}
        value={account}
        onChange={(event) => setAccount(event.currentTarget.value)}
        data={phones.map(({ id, address }) => ({ value: id, label: address }))}
      />
      <TextInput
        label={say('When')}
        type="datetime-local"
        value={when}
        onChange={(event) => setWhen(event.currentTarget.value)}
        description={triedAt ? exactWords(triedAt) : say('Choose a day and a time.')}
      />
      <TextInput
        label={say('How it went')}
        placeholder={say('It rang out; the voicebox was full')}
        maxLength={500}
        data-autofocus
        value={what}
        onChange={(event) => setWhat(event.currentTarget.value)}
      />
    </TaskSheet>
  )
}
