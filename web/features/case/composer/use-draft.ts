import { useEffect, useState, useSyncExternalStore } from 'react'
import { readDraft, saveDraft } from '#contract/writing.ts'
import { ask, Problem } from '#web/api.ts'
import { afterPaint } from '#web/ui/after-paint.ts'
import { asideOf, heldDraft, holdDraft, type Aside, type Draft, type Writing } from './draft.ts'
import { keepDraft, type DraftKeeper } from './draft-keeper.ts'

const retryMs = 5000

/** What one writes on a case, kept in this browser and on the desk; and what waits aside, in this browser alone. */
export function useDraft(writing: Writing): {
  keeper: DraftKeeper
  aside: Aside
  now: ReturnType<DraftKeeper['state']>
} {
  const [keeper] = useState(() => keeperFor(writing))
  const [aside] = useState(() => asideOf(writing))
  const now = useSyncExternalStore(keeper.listen, keeper.state)
  useEffect(() => {
    const forget = afterPaint(() => void keeper.reread())
    const leave = () => void keeper.flush(true)
    const hide = () => {
      if (document.visibilityState === 'hidden') leave()
    }
    const comeBack = () => void keeper.flush()
    window.addEventListener('pagehide', leave)
    window.addEventListener('online', comeBack)
    document.addEventListener('visibilitychange', hide)
    return () => {
      forget()
      window.removeEventListener('pagehide', leave)
      window.removeEventListener('online', comeBack)
      document.removeEventListener('visibilitychange', hide)
      leave()
    }
  }, [keeper])
  useEffect(() => {
    if (!now.isOffline) return
    const timer = setInterval(() => void (now.isRead ? keeper.flush() : keeper.reread()), retryMs)
    return () => clearInterval(timer)
  }, [keeper, now.isOffline, now.isRead])
  return { keeper, aside, now }
}

const keeperFor = (writing: Writing) =>
  keepDraft({
    held: heldDraft(writing),
    hold: (held) => holdDraft(writing, held),
    read: () => ask(readDraft, { caseId: writing.caseId }).then(({ draft }) => draft),
    save: (draft, version, isLeaving) => (isLeaving ? saveLeaving : save)(writing.caseId, draft, version),
  })

const save = (caseId: string, draft: Draft, version: number): Promise<number | 'moved'> =>
  ask(saveDraft, { caseId, ...draft, version }).then(({ version: saved }) => saved, movedOrThrown)

function movedOrThrown(error: unknown): 'moved' {
  if (error instanceof Problem && error.status === 409) return 'moved'
  throw error
}

/** A page that goes away may still say a last word; what does not fit into it is in this browser's copy. */
async function saveLeaving(caseId: string, draft: Draft, version: number): Promise<number | 'moved'> {
  const body = JSON.stringify({ ...draft, version })
  if (body.length > mostLeaving) return save(caseId, draft, version)
  const response = await fetch(`/api/cases/${caseId}/draft`, {
    method: 'POST',
    keepalive: true,
    headers: { 'content-type': 'application/json' },
    body,
  })
  if (response.status === 409) return 'moved'
  if (!response.ok) throw new Problem(response.status, '')
  return saveDraft.output.parse(await response.json()).version
}

/** What browsers send after a page has gone: 64 KiB in all, in bytes. */
const mostLeaving = 15_000
