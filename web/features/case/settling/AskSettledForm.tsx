import { Textarea } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { sendReply } from '#contract/cases.ts'
import { offerRoom, showRoom } from '#contract/room.ts'
import { settledQuestion } from '#domain/case/settled-question.ts'
import { linkMark } from '#domain/room/invitation.ts'
import { ask } from '#web/api.ts'
import { Note } from '#web/ui/Note.tsx'
import { say } from '#web/words/say.ts'
import type { TaskProps } from '../tasks/Tasks.tsx'
import { TaskSheet } from '../tasks/TaskSheet.tsx'
import { useCommand } from '../tasks/use-command.ts'
import { useSeen } from '../use-seen.ts'

/**
 * Asks the customer whether it is settled, with the way to their room where they can have one: there one tap answers. What
 * has gone out is a try to get their word.
 */
export function AskSettledForm(props: TaskProps) {
  const { kase, me, close } = props
  const { replyTo, aboutPerson, closing } = kase
  const room = useQuery({
    queryKey: ['case', kase.id, 'room'],
    queryFn: () => ask(showRoom, { caseId: kase.id }),
  })
  const question = room.data?.question
  const [typed, setTyped] = useState<string | null>(null)
  const body =
    typed ?? question?.draft ?? settledQuestion(aboutPerson?.language ?? null, kase.person?.name ?? null)
  // Without the link it is a question like any other, which is answered in words.
  const visibility = question && body.includes(linkMark) ? question.visibility : null
  const seen = useSeen(kase, me)
  const command = useCommand(kase.id, (input: { body: string; seq: number }, key) =>
    visibility === null
      ? ask(sendReply, {
          caseId: kase.id,
          ...input,
          visibility: 'private',
          asks: true,
          asksSettled: true,
          key,
        })
      : ask(offerRoom, { caseId: kase.id, ...input, visibility, asksSettled: true, key }),
  )
  return (
    <TaskSheet
      {...props}
      title={say('Ask whether it is settled')}
      verb={say('Ask them')}
      seen={seen}
      command={command}
      isReady={body.trim() !== '' && replyTo !== null && !room.isPending}
      submit={() => command.mutate({ body, seq: seen.seq }, { onSuccess: close })}
    >
      {closing.lacks.silence.some(({ lack }) => lack === 'action') ? (
        <Note tone="warn">{say('Nothing has been done yet that could have settled it.')}</Note>
      ) : null}
      <Textarea
        label={replyTo ? say('To {name}', { name: replyTo.name }) : say('There is nobody to reply to.')}
        description={
          visibility === 'public'
            ? say('Everyone can read this')
            : visibility === 'private'
              ? say('The link takes the place of {mark}.', { mark: linkMark })
              : replyTo?.byHand
                ? say('You give it yourself; here it is written down as given.')
                : undefined
        }
        autosize
        minRows={6}
        maxRows={14}
        maxLength={50_000}
        data-autofocus
        value={body}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
    </TaskSheet>
  )
}
