import { useQueryClient } from '@tanstack/react-query'
import { useNavigate, useRouter } from '@tanstack/react-router'
import type { z } from 'zod'
import type { CaseView } from '#contract/case-view.ts'
import { sendReply, writeNote } from '#contract/cases.ts'
import { withdrawReply } from '#contract/writing.ts'
import { ask } from '#web/api.ts'
import { isByHand } from '#web/given-by-hand.ts'
import { firstName } from '#web/marks/next-step.ts'
import { offerUndo, undoWithinSeconds } from '#web/undo.ts'
import { say } from '#web/words/say.ts'
import type { Addressee } from './addressee.ts'
import { calledCase } from '../called-case.ts'
import { emptyDraft, type Aside, type Draft } from './draft.ts'
import type { DraftKeeper } from './draft-keeper.ts'
import { newKey } from '#web/ui/new-key.ts'
import { useCaseCommand } from '#web/use-case-command.ts'

/** What its writer has said beside the words: what is meant all the same, and that it may be several posts. */
type Meant = { despite: string[]; asIs: string[]; split: boolean }

type Sending = Draft & Meant & { files: string[]; seq: number }

/** Sends what was written, and takes it back as a draft while that still goes. */
export function useSending(
  kase: Pick<z.output<typeof CaseView>, 'id' | 'number' | 'person'>,
  to: Addressee | null,
  keeper: DraftKeeper,
  aside: Aside,
  takeBack: (messageId: string) => Promise<void>,
) {
  const { id: caseId } = kase
  const command = useCaseCommand(
    caseId,
    ({ mode, body, asks, files, despite, asIs, split, seq }: Sending, key) =>
      mode === 'note'
        ? ask(writeNote, { caseId, body, seq, key })
        : ask(sendReply, {
            caseId,
            body,
            visibility: mode,
            asks,
            files,
            despite,
            asIs,
            split,
            sendAfter: undoWithinSeconds,
            seq,
            key,
          }),
  )
  const send = async (seq: number, meant: Meant): Promise<boolean> => {
    // A saving under way would bring the draft back after the desk had let go of it.
    await keeper.flush()
    const { draft, files } = keeper.state()
    const isNote = draft.mode === 'note'
    const sent = await command
      .mutateAsync({ ...draft, ...meant, files: isNote ? [] : files.map(({ id }) => id), seq })
      .catch(() => null)
    if (!sent) return false
    if (isNote) {
      keeper.change(emptyDraft)
      await keeper.flush()
    } else {
      keeper.gone(draft)
      if (to)
        offerUndo({
          about: calledCase(kase),
          messageId: sent.id,
          sentence: isByHand(to, draft.mode)
            ? say('The answer to {name} is written down in a moment.', { name: firstName(to.name) })
            : say('The reply to {name} goes out in a moment.', { name: firstName(to.name) }),
          undo: () => takeBack(sent.id),
        })
    }
    const [waiting, ...others] = aside.read()
    if (waiting) keeper.change(waiting)
    aside.keep(others)
    return true
  }
  return { command, send }
}

/** Takes a reply back that has not left: its words are the draft again, in the case that they belong to. */
export function useTakeBack(caseId: string, keeper: DraftKeeper): (messageId: string) => Promise<void> {
  const client = useQueryClient()
  const navigate = useNavigate()
  const router = useRouter()
  return async (messageId) => {
    await ask(withdrawReply, { messageId, key: newKey() })
    await Promise.all([keeper.reread(), client.invalidateQueries({ queryKey: ['case', caseId] })])
    if (!router.state.location.pathname.endsWith(caseId))
      await navigate({ to: '/cases/$caseId', params: { caseId }, search: { do: 'reply' } })
  }
}
