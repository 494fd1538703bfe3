import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useReducer, useRef, useState } from 'react'
import { savePolicyDraft } from '#contract/policy.ts'
import { WrittenPolicy } from '#domain/policy/written-policy.ts'
import { ask, Problem } from '#web/api.ts'
import { announce } from '#web/ui/announce.ts'
import { newKey } from '#web/ui/new-key.ts'
import { say } from '#web/words/say.ts'
import { forgetKept, keepHere, readKept } from './kept-here.ts'
import { studio, type Version } from './queries.ts'
import { rewritten } from './rewritten-text.ts'
import { beginSteps, stepBack, stepForth, stepTo, type Steps } from './undo-stack.ts'

/** What is being written: the policy as data, and the text whose comments and order it keeps. */
type Written = { readonly policy: WrittenPolicy; readonly source: string }

/** A draft on the screen: what it says now, and what can be done with it. */
export type Draft = {
  readonly policy: WrittenPolicy
  /** The policy as text; made when it is asked for. */
  readonly text: () => string
  readonly isWritable: boolean
  readonly isSaved: boolean
  readonly isSaving: boolean
  readonly error: Error | null
  readonly purpose: string
  readonly setPurpose: (purpose: string) => void
  readonly edit: (policy: WrittenPolicy) => void
  readonly editText: (text: string, policy: WrittenPolicy) => void
  readonly undo: () => void
  readonly redo: () => void
  readonly canUndo: boolean
  readonly save: () => void
  /** What somebody else saved meanwhile; nothing of ours is saved before it is decided whose goes on. */
  readonly theirs: Version | null
  readonly take: (whose: 'theirs' | 'mine') => void
}

type Turn = { do: 'edit'; now: Written } | { do: 'undo' | 'redo' } | { do: 'begin'; now: Written }

function turned(steps: Steps<Written>, turn: Turn): Steps<Written> {
  switch (turn.do) {
    case 'edit':
      return stepTo(steps, turn.now)
    case 'undo':
      return stepBack(steps)
    case 'redo':
      return stepForth(steps)
    case 'begin':
      return beginSteps(turn.now)
  }
}

const writtenIn = ({ text, document }: Version): Written => ({
  policy: WrittenPolicy.parse(document),
  source: text,
})

/** Holds a version while it is read or written: every step can be undone, nothing is lost by a reload. */
export function useDraft(version: Version, mayWrite: boolean): Draft {
  const isWritable = mayWrite && version.state === 'draft'
  const client = useQueryClient()
  const key = useRef(newKey())
  const [kept] = useState(() => (isWritable ? readKept(version.version) : null))
  const [base, setBase] = useState({
    revision: kept?.revision ?? version.revision,
    written: writtenIn(version),
  })
  const [purpose, setPurpose] = useState(kept?.purpose ?? version.purpose)
  const [steps, turn] = useReducer(turned, null, () => {
    const begun = beginSteps(base.written)
    return kept ? stepTo(begun, { policy: kept.policy, source: kept.source }) : begun
  })
  const { now } = steps
  const [savedPurpose, setSavedPurpose] = useState(version.purpose)
  const isSaved = (now === base.written && purpose === savedPurpose) || !isWritable
  const theirs = isWritable && version.revision > base.revision ? version : null

  useEffect(() => {
    if (!isWritable) return undefined
    if (isSaved) {
      forgetKept(version.version)
      return undefined
    }
    const keep = () =>
      keepHere(version.version, {
        revision: base.revision,
        policy: now.policy,
        source: now.source,
        purpose,
      })
    const timer = setTimeout(keep, 200)
    window.addEventListener('pagehide', keep)
    return () => {
      clearTimeout(timer)
      window.removeEventListener('pagehide', keep)
    }
  }, [isWritable, isSaved, version.version, base.revision, now, purpose])

  const save = useMutation({
    mutationFn: async () => {
      const text = rewritten(now.source, now.policy)
      const saved = await ask(savePolicyDraft, {
        text,
        purpose: purpose.trim() === '' ? say('Without a purpose yet') : purpose,
        version: version.version,
        revision: base.revision,
        key: key.current,
      })
      return { saved, was: now, purpose }
    },
    onSuccess: async ({ saved, was, purpose: said }) => {
      setBase({ revision: saved.revision, written: was })
      setSavedPurpose(said)
      announce(say('The draft is saved.'))
      await client.invalidateQueries({ queryKey: ['studio'] })
    },
    onError: async (error) => {
      if (error instanceof Problem && error.status === 409)
        await client.invalidateQueries(studio.version(version.version))
    },
    onSettled: () => {
      key.current = newKey()
    },
  })

  return useMemo(
    () => ({
      policy: now.policy,
      text: () => rewritten(now.source, now.policy),
      isWritable,
      isSaved,
      isSaving: save.isPending,
      error: save.error instanceof Problem && save.error.status === 409 ? null : save.error,
      purpose,
      setPurpose,
      edit: (policy) => isWritable && turn({ do: 'edit', now: { policy, source: now.source } }),
      editText: (source, policy) => isWritable && turn({ do: 'edit', now: { policy, source } }),
      undo: () => turn({ do: 'undo' }),
      redo: () => turn({ do: 'redo' }),
      canUndo: steps.past.length > 0,
      save: () => {
        if (!isSaved && !save.isPending && !theirs) save.mutate()
      },
      theirs,
      take: (whose) => {
        if (!theirs) return
        const written = writtenIn(theirs)
        setBase({ revision: theirs.revision, written })
        setSavedPurpose(theirs.purpose)
        if (whose === 'mine') return
        setPurpose(theirs.purpose)
        turn({ do: 'begin', now: written })
      },
    }),
    [now, isWritable, isSaved, save, purpose, steps.past.length, theirs],
  )
}
