import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { erasePerson } from '#contract/people.ts'
import { ask } from '#web/api.ts'
import { say } from '#web/words/say.ts'
import { useCaseCommand } from '#web/use-case-command.ts'
import type { TaskProps } from '../tasks/Tasks.tsx'
import { TaskSheet } from '../tasks/TaskSheet.tsx'
import { useSeen } from '../use-seen.ts'

/** Erases the person of a case for good. Whoever does it writes the case's number, because nothing brings the words back. */
export function EraseForm(props: TaskProps) {
  const { kase, me, close } = props
  const [typed, type] = useState('')
  const seen = useSeen(kase, me)
  const command = useCaseCommand(kase.id, (input: { personId: string }, key) =>
    ask(erasePerson, { ...input, key }),
  )
  const { person } = kase
  return (
    <TaskSheet
      {...props}
      title={say('Erase the person')}
      verb={say('Erase for good')}
      seen={seen}
      command={command}
      isReady={person !== null && typed.trim() === String(kase.number)}
      submit={() => person && command.mutate({ personId: person.id }, { onSuccess: close })}
    >
      <p>
        {say(
          'The words, names and addresses of {name} go from all their cases, with every original. What was done, and when, stays provable. This cannot be taken back.',
          { name: person?.name ?? '' },
        )}
      </p>
      <TextInput
        label={say('Write {number} to confirm', { number: String(kase.number) })}
        inputMode="numeric"
        data-autofocus
        value={typed}
        onChange={(event) => type(event.currentTarget.value)}
      />
    </TaskSheet>
  )
}
