import type { Draft, Held } from './draft.ts'
import { emptyDraft } from './draft.ts'
import { meetDraft, type Met } from './meet-draft.ts'

/** A file that goes with a draft. */
export type DraftFile = { id: string; name: string; type: string; size: number }

/** What the desk has of a draft. */
export type KeptDraft = Draft & { version: number; files: DraftFile[] }

/** How a draft stands: as it is written here, and how much of it the desk has. */
export type DraftState = Met & {
  files: readonly DraftFile[]
  /** Whether the desk has told what it has. */
  isRead: boolean
  /** Whether somebody has written on it since the page was opened. */
  isTouched: boolean
  /** Whether the desk could not be reached: then the copy in this browser is all there is. */
  isOffline: boolean
}

/** How a draft is read and kept. */
export type DraftPorts = {
  held: Held | null
  hold: (held: Held) => void
  read: () => Promise<KeptDraft | null>
  /** Answers the new version, or `moved` where another device saved since. */
  save: (draft: Draft, version: number, isLeaving: boolean) => Promise<number | 'moved'>
}

/** Whoever writes rests this long before the desk is told. */
export const restMs = 800

export type DraftKeeper = ReturnType<typeof keepDraft>

/**
 * Keeps what somebody writes: in this browser at once, on the desk when they rest, so that a reload, another device or a
 * broken line loses nothing.
 */
export function keepDraft({ held, hold, read, save }: DraftPorts) {
  let state: DraftState = {
    ...(held ?? { draft: emptyDraft, version: 0, isSaved: true }),
    other: null,
    files: [],
    isRead: false,
    isTouched: false,
    isOffline: false,
  }
  let timer: ReturnType<typeof setTimeout> | undefined
  let saving: Promise<void> | undefined
  const listeners = new Set<() => void>()

  const become = (changed: Partial<DraftState>) => {
    state = { ...state, ...changed }
    for (const heard of listeners) heard()
  }
  const holdNow = () => hold({ draft: state.draft, version: state.version, isSaved: state.isSaved })
  const soon = () => {
    clearTimeout(timer)
    timer = setTimeout(() => void flush(), restMs)
  }

  /** Takes over what the desk has; what was written here and not saved stands against it. */
  async function reread(): Promise<void> {
    const kept = await read().catch(() => 'unreachable' as const)
    if (kept === 'unreachable') return become({ isOffline: true })
    const here = { draft: state.draft, version: state.version, isSaved: state.isSaved }
    become({ ...meetDraft(here, kept), files: kept?.files ?? [], isRead: true, isOffline: false })
    holdNow()
    if (!state.isSaved && !state.other) soon()
  }

  async function saveOnce(isLeaving: boolean): Promise<void> {
    const { draft, version } = state
    const saved = await save(draft, version, isLeaving).catch(() => 'unreachable' as const)
    if (saved === 'unreachable') return become({ isOffline: true })
    if (saved === 'moved') return reread()
    become({ version: saved, isSaved: state.draft === draft, isOffline: false })
    holdNow()
    if (!state.isSaved) soon()
  }

  /** Tells the desk what it has not got. Two savings never run side by side. */
  function flush(isLeaving = false): Promise<void> {
    clearTimeout(timer)
    if (saving) return saving
    if (state.isSaved || state.other) return Promise.resolve()
    saving = saveOnce(isLeaving).finally(() => {
      saving = undefined
    })
    return saving
  }

  return {
    state: () => state,
    listen: (heard: () => void) => {
      listeners.add(heard)
      return () => void listeners.delete(heard)
    },
    reread,
    flush,
    change: (draft: Draft) => {
      become({ draft, isSaved: false, isTouched: true })
      holdNow()
      soon()
    },
    withFiles: (files: readonly DraftFile[]) => become({ files }),
    /** One of two versions is chosen; the other is let go. */
    choose: (version: 'here' | 'there') => {
      const { other } = state
      if (!other) return
      const { version: from, ...draft } = other
      if (version === 'there') become({ draft, version: from, isSaved: true, other: null })
      else become({ version: from, isSaved: false, other: null })
      holdNow()
      if (version === 'here') soon()
    },
    /**
     * It was sent: the desk has let go of it, and nothing that is still under way may bring it back. What was written
     * meanwhile is the next draft.
     */
    gone: (sent: Draft) => {
      clearTimeout(timer)
      const draft = writtenSince(state.draft, sent)
      const isSaved = draft === emptyDraft
      become({ draft, version: 0, isSaved, other: null, files: [], isTouched: !isSaved })
      holdNow()
      if (!isSaved) soon()
    },
  }
}

function writtenSince(draft: Draft, sent: Draft): Draft {
  if (draft.body === sent.body) return emptyDraft
  const body = draft.body.startsWith(sent.body) ? draft.body.slice(sent.body.length) : draft.body
  return body.trim() === '' ? emptyDraft : { ...draft, body }
}
