import { Textarea } from '@mantine/core'
import { useState } from 'react'
import { sendReply } from '#contract/cases.ts'
import { settledQuestion } from '#domain/case/settled-question.ts'
import { ask } from '#web/api.ts'
import { Note } from '#web/ui/Note.tsx'
import { say } from '#web/words/say.ts'
import type { TaskProps } from './Tasks.tsx'
import { TaskSheet } from './TaskSheet.tsx'
import { useCommand } from './use-command.ts'
import { useSeen } from './use-seen.ts'

/** Asks the customer whether it is settled. What has gone out is a try to get their word. */
export function AskSettledForm(props: TaskProps) {
  const { kase, me, close } = props
  const { replyTo, aboutPerson, closing } = kase
  const [body, setBody] = useState(() =>
    settledQuestion(aboutPerson?.language ?? null, kase.person?.name ?? null),
  )
  const seen = useSeen(kase, me)
  const command = useCommand(kase.id, (input: { body: string; seq: number }, key) =>
    ask(sendReply, { caseId: kase.id, ...input, visibility: 'private', asks: true, asksSettled: true, key }),
  )
  return (
    <TaskSheet
      {...props}
      title={say('Ask whether it is settled')}
      verb={say('Ask them')}
      seen={seen}
      command={command}
      isReady={body.trim() !== '' && replyTo !== null}
      submit={() => command.mutate({ body, seq: seen.seq }, { onSuccess: close })}
    >
      {closing.lacks.silence.some(({ lack }) => lack === 'action') ? (
        <Note tone="warn">{say('Nothing has been done yet that could have settled it.')}</Note>
      ) : null}
      <Textarea
        label={replyTo ? say('To {name}', { name: replyTo.name }) : say('There is nobody to reply to.')}
        description={
          replyTo?.byHand ? say('You give it yourself; here it is written down as given.') : undefined
        }
        autosize
        minRows={6}
        maxRows={14}
        maxLength={50_000}
        data-autofocus
        value={body}
        onChange={(event) => setBody(event.currentTarget.value)}
      />
    </TaskSheet>
  )
}
