import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useId, useRef, useState } from 'react'
import { closeRoom, postClosingNote } from '#contract/room.ts'
import { withdrawReply } from '#contract/writing.ts'
import { ask, sentenceOf } from '#web/api.ts'
import { byHandVerb, byHandWords, isByHand } from '#web/given-by-hand.ts'
import { queries } from '#web/queries.ts'
import { Button } from '#web/ui/Button.tsx'
import { useCommands } from '#web/ui/commands.ts'
import { Moment } from '#web/ui/Moment.tsx'
import { newKey } from '#web/ui/new-key.ts'
import { Note } from '#web/ui/Note.tsx'
import { useFocusAfter } from '#web/ui/use-focus-after.ts'
import { offerUndo, undoWithinSeconds } from '#web/undo.ts'
import { say } from '#web/words/say.ts'
import { useCaseCommand } from '#web/use-case-command.ts'
import { InviteText } from './InviteText.tsx'
import classes from './RoomLine.module.css'
import { roomQuery, type CaseRoom } from './room-query.ts'
import { RoomText } from './RoomText.tsx'

type Sent = { messageId: string; body: string; byHand: boolean }

/**
 * The customer’s private room on a case: asked into by one key, how far it has come, and the note that may end in public
 * what began there.
 */
export function RoomLine({ caseId, show }: { caseId: string; show: () => void }) {
  const { data: kase } = useQuery(queries.case(caseId))
  const { data, error, refetch } = useQuery(roomQuery(caseId))
  const [writing, setWriting] = useState<'invite' | 'note' | null>(null)
  const acts = useFocusAfter<HTMLParagraphElement>(writing !== null)
  const closing = useCaseCommand(caseId, (_: 'close', key) => ask(closeRoom, { caseId, key }))
  const titleId = useId()
  const title = useRef<HTMLHeadingElement>(null)
  const [takenBack, noteTakenBack] = useState<{ what: 'invite' | 'note'; body: string } | null>(null)
  const client = useQueryClient()
  const mayTakeBack = (what: 'invite' | 'note', { messageId, body, byHand }: Sent) =>
    offerUndo({
      about: say('Case {number}', { number: String(kase?.number ?? '') }),
      messageId,
      sentence: byHand
        ? say('Written down, not sent: copy the words with the link from the case, and post them there.')
        : what === 'invite'
          ? say('The link to the private room goes along in a moment.')
          : say('The closing note is posted in a moment.'),
      undo: async () => {
        await ask(withdrawReply, { messageId, key: newKey() })
        await client.invalidateQueries({ queryKey: ['case', caseId] })
        noteTakenBack({ what, body })
        setWriting(what)
      },
    })
  const invite = kase?.state === 'open' ? (data?.invite ?? null) : null
  useCommands(
    say('On the case'),
    invite
      ? [
          {
            key: 'u',
            title: inviteWords(data?.room ?? null),
            act: () => {
              show()
              setWriting('invite')
            },
          },
        ]
      : [],
  )
  if (error)
    return (
      <Note tone="danger">
        {sentenceOf(error)} <Button onClick={() => void refetch()}>{say('Try again')}</Button>
      </Note>
    )
  if (!kase || !data || (!data.room && !invite)) return null
  const { room, closingNote } = data
  const { seq, replyTo } = kase
  const isGivenByHand = replyTo !== null && isByHand(replyTo, 'public')
  return (
    <section className={classes['room']} aria-labelledby={titleId}>
      <h2 className="title" id={titleId} ref={title} tabIndex={-1}>
        {say('Private room')}
      </h2>
      {room ? <Standing room={room} /> : null}
      {room?.wantedAt ? (
        <Note tone="warn">
          {say('Somebody with an old link asks for a new one. It goes to the same account and nowhere else.')}
        </Note>
      ) : null}
      {closing.error ? <Note tone="danger">{sentenceOf(closing.error)}</Note> : null}
      {writing === 'invite' && invite ? (
        <InviteText
          kase={kase}
          invite={invite}
          draft={takenBack?.what === 'invite' ? takenBack.body : invite.draft}
          sent={(said) => {
            // What was pressed for it would now begin another: the focus rests on what it has become.
            title.current?.focus()
            mayTakeBack('invite', said)
          }}
          close={() => setWriting(null)}
        />
      ) : writing === 'note' && closingNote !== null ? (
        <RoomText
          caseId={caseId}
          label={say('The closing note')}
          hint={say('Short, and nothing of what it was about.')}
          draft={takenBack?.what === 'note' ? takenBack.body : closingNote}
          most={1000}
          isPublic
          byHand={isGivenByHand ? byHandWords(replyTo) : null}
          sends={isGivenByHand ? byHandVerb(replyTo) : say('Post the closing note')}
          send={async (body, key) => {
            const asked = { caseId, seq, key, body, sendAfter: undoWithinSeconds }
            const { id: messageId } = await ask(postClosingNote, asked)
            title.current?.focus()
            mayTakeBack('note', { messageId, body, byHand: isGivenByHand })
          }}
          close={() => setWriting(null)}
        />
      ) : (
        <p ref={acts} className={classes['acts']}>
          {closingNote === null ? null : (
            <Button onClick={() => setWriting('note')}>{say('End it in public, too')}</Button>
          )}
          {invite ? (
            <Button keyName="U" onClick={() => setWriting('invite')}>
              {inviteWords(room)}
            </Button>
          ) : null}
          {room && room.state !== 'closed' ? (
            <Button look="bare" busy={closing.isPending} onClick={() => closing.mutate('close')}>
              {say('Close the room')}
            </Button>
          ) : null}
        </p>
      )}
    </section>
  )
}

const inviteWords = (room: CaseRoom['room']) =>
  room === null || room.state === 'closed' ? say('Take it to a private room') : say('Send a new link')

/** How far the room has come, in a sentence, and what its guest wants. */
function Standing({ room }: { room: NonNullable<CaseRoom['room']> }) {
  return (
    <div className={classes['state']}>
      <p>
        <span className={classes['address']}>{room.address}</span>: {stateWords(room.state)}{' '}
        <Moment at={room.state === 'entered' ? (room.enteredAt ?? room.offeredAt) : room.offeredAt} />
      </p>
      {room.state === 'entered' && room.address.startsWith('@') ? (
        <p className="small supports">{say('A private reply is read there.')}</p>
      ) : null}
      {room.wish === null ? null : <p className="small supports">{wishWords(room.wish)}</p>}
    </div>
  )
}

function stateWords(state: NonNullable<CaseRoom['room']>['state']): string {
  switch (state) {
    case 'offered':
      return say('nobody has followed the link yet.')
    case 'expired':
      return say('nobody followed the link in time.')
    case 'at-the-door':
      return say('somebody is showing that the account is theirs.')
    case 'entered':
      return say('they came in.')
    case 'closed':
      return say('the room is closed.')
  }
}

function wishWords(wish: NonNullable<NonNullable<CaseRoom['room']>['wish']>): string {
  switch (wish) {
    case 'room':
      return say('They want to hear of us in the room.')
    case 'email':
      return say('They want to hear of us by e-mail.')
    case 'phone':
      return say('They want to hear of us by telephone.')
    case 'letter':
      return say('They want to hear of us by letter.')
  }
}
