import { emptyDraft, type Draft, type Held } from './draft.ts'

/** What the reply box begins with, and the other version where a person has to choose. */
export type Met = Held & { other: (Draft & { version: number }) | null }

/**
 * What holds when the copy in this browser meets the draft that the desk has. What is newer wins; where both went on,
 * neither is lost and a person chooses.
 */
export function meetDraft(here: Held | null, there: (Draft & { version: number }) | null): Met {
  const kept = there ?? { ...emptyDraft, version: 0 }
  const theirs: Met = { draft: bare(kept), version: kept.version, isSaved: true, other: null }
  if (!here || here.isSaved || isSame(here.draft, kept)) return theirs
  const ours: Met = { ...here, version: kept.version, other: null }
  // It was sent, or emptied, elsewhere: what was written here since then begins anew.
  if (!there || there.body.trim() === '' || here.version === there.version) return ours
  if (here.draft.body.trim() === '') return theirs
  return { ...ours, other: { ...bare(there), version: there.version } }
}

const bare = ({ mode, body, asks }: Draft): Draft => ({ mode, body, asks })
const isSame = (one: Draft, other: Draft) =>
  one.body === other.body && one.mode === other.mode && one.asks === other.asks
