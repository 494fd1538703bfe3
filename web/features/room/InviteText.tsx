import type { z } from 'zod'
import type { CaseView } from '#contract/case-view.ts'
import { offerRoom } from '#contract/room.ts'
import { linkMark } from '#domain/room/invitation.ts'
import { ask } from '#web/api.ts'
import { byHandVerb, byHandWords, isByHand } from '#web/given-by-hand.ts'
import { undoWithinSeconds } from '#web/undo.ts'
import { say } from '#web/words/say.ts'
import type { CaseRoom } from './room-query.ts'
import { RoomText } from './RoomText.tsx'

type Props = {
  kase: Pick<z.output<typeof CaseView>, 'id' | 'seq' | 'replyTo'>
  invite: NonNullable<CaseRoom['invite']>
  draft: string
  /** It stands on the case, and can be taken back for a moment. */
  sent: (said: { messageId: string; body: string; byHand: boolean }) => void
  close: () => void
}

/** The words that ask somebody in: they leave with the link, or are written down where a colleague posts them by hand. */
export function InviteText({ kase: { id: caseId, seq, replyTo }, invite, draft, sent, close }: Props) {
  const { visibility } = invite
  const isPublic = visibility === 'public'
  const byHand = replyTo !== null && isByHand(replyTo, visibility)
  return (
    <RoomText
      caseId={caseId}
      label={isPublic ? say('What everyone reads') : say('What the mail says')}
      hint={say(
        'The link takes the place of {mark}. As it stands it is no answer: add a word on the matter, or the answer stays owed.',
        { mark: linkMark },
      )}
      draft={draft}
      most={5000}
      isPublic={isPublic}
      byHand={byHand ? byHandWords(replyTo) : null}
      sends={
        byHand ? byHandVerb(replyTo) : isPublic ? say('Post it with the link') : say('Send it with the link')
      }
      send={async (body, key) => {
        const asked = { caseId, seq, key, body, visibility, sendAfter: undoWithinSeconds }
        const { id: messageId } = await ask(offerRoom, asked)
        sent({ messageId, body, byHand })
      }}
      close={close}
    />
  )
}
