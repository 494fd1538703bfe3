import { Textarea } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { sendReply } from '#contract/cases.ts'
import { offerRoom, showRoom } from '#contract/room.ts'
import { withdrawReply } from '#contract/writing.ts'
import { settledQuestion } from '#domain/case/settled-question.ts'
import { linkMark } from '#domain/room/invitation.ts'
import { ask } from '#web/api.ts'
import { byHandVerb, byHandWords, isByHand } from '#web/given-by-hand.ts'
import { firstName } from '#web/marks/next-step.ts'
import { keepDrafts } from '#web/ui/keep-drafts.ts'
import { newKey } from '#web/ui/new-key.ts'
import { Note } from '#web/ui/Note.tsx'
import { isTooLong, TooLong } from '#web/ui/TooLong.tsx'
import { offerUndo, undoWithinSeconds as sendAfter } from '#web/undo.ts'
import { say } from '#web/words/say.ts'
import { useCaseCommand } from '#web/use-case-command.ts'
import { calledCase } from '../called-case.ts'
import { addresseeOf } from '../composer/addressee.ts'
import { mostIn } from '../composer/draft.ts'
import { nextTryWords } from '../composer/lack-words.ts'
import type { TaskProps } from '../tasks/Tasks.tsx'
import { TaskSheet } from '../tasks/TaskSheet.tsx'
import { useSeen } from '../use-seen.ts'

const useQuestion = keepDrafts<string | null>()

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
  const { draft: typed, change: setTyped, forget } = useQuestion(kase.id, null)
  const body =
    typed ?? question?.draft ?? settledQuestion(aboutPerson?.language ?? null, kase.person?.name ?? null)
  // Without the link it is a question like any other, which is answered in words.
  const visibility = question && body.includes(linkMark) ? question.visibility : null
  const seen = useSeen(kase, me)
  const navigate = useNavigate()
  const client = useQueryClient()
  const command = useCaseCommand(kase.id, (input: { body: string; seq: number }, key) =>
    visibility === null
      ? ask(sendReply, {
          caseId: kase.id,
          ...input,
          visibility: 'private',
          asks: true,
          asksSettled: true,
          sendAfter,
          key,
        })
      : ask(offerRoom, { caseId: kase.id, ...input, visibility, asksSettled: true, sendAfter, key }),
  )
  const early = closing.lacks.silence
    .map((lack) => (lack.lack === 'attempts' ? nextTryWords(lack) : ''))
    .join('')
  const takeBack = async (messageId: string) => {
    await ask(withdrawReply, { messageId, key: newKey() })
    setTyped(body)
    // The sheet opens on the case as it is by then.
    await client.invalidateQueries({ queryKey: ['case', kase.id] })
    const params = { caseId: kase.id }
    await navigate({ to: '/cases/$caseId', params, search: { do: 'ask-settled' } })
  }
  const isGivenByHand = replyTo !== null && isByHand(replyTo, visibility ?? 'private')
  const hints = [
    ...(visibility === 'public' ? [say('Everyone can read this.')] : []),
    ...(visibility === 'private' ? [say('The link takes the place of {mark}.', { mark: linkMark })] : []),
    ...(isGivenByHand ? [byHandWords(replyTo)] : []),
  ]
  const asked = (messageId: string) => {
    forget()
    const name = firstName(addresseeOf(kase)?.name ?? '')
    const sentence = isGivenByHand
      ? say('The question to {name} is written down in a moment.', { name })
      : say('The question to {name} goes out in a moment.', { name })
    offerUndo({ about: calledCase(kase), messageId, sentence, undo: () => takeBack(messageId) })
    close()
  }
  return (
    <TaskSheet
      {...props}
      title={say('Ask whether it is settled')}
      verb={isGivenByHand ? byHandVerb(replyTo) : say('Ask them')}
      seen={seen}
      command={command}
      isReady={
        body.trim() !== '' && !isTooLong(body, mostIn('private')) && replyTo !== null && !room.isPending
      }
      submit={() => command.mutate({ body, seq: seen.seq }, { onSuccess: ({ id }) => asked(id) })}
    >
      {closing.lacks.silence.some(({ lack }) => lack === 'action') ? (
        <Note tone="warn">{say('Nothing has been done yet that could have settled it.')}</Note>
      ) : null}
      {early === '' ? null : <Note tone="warn">{early}</Note>}
      <Textarea
        label={replyTo ? say('To {name}', { name: replyTo.name }) : say('There is nobody to reply to.')}
        description={hints.length > 0 ? hints.join(' ') : undefined}
        autosize
        minRows={6}
        maxRows={14}
        data-autofocus
        value={body}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <TooLong text={body} most={mostIn('private')} />
    </TaskSheet>
  )
}
