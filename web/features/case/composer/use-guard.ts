import { useQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useState } from 'react'
import type { z } from 'zod'
import type { CaseView } from '#contract/case-view.ts'
import type { Unspecific } from '#domain/craft/unspecific.ts'
import { guardQuery } from '#web/guard-query.ts'
import type { Span } from './blanks.ts'
import type { Draft } from './draft.ts'
import { isHarm, saidOn } from '../settling/said-on.ts'
import type { ReadReply } from './read-reply.ts'
import { offeredTemplates } from './use-suggestions.ts'

/** Milliseconds after the last key until what was written is read. */
const pause = 150

/** Nothing that could be found is known before the first reading. */
const unread: ReadReply = {
  body: '',
  personal: [],
  outbound: [],
  judged: { apologyOnly: false, missing: [] },
  tone: null,
  unspecific: [],
}

/** Reads along while one writes a reply, and once more when it is to be sent. The desk reads it again. */
export function useGuard(kase: z.output<typeof CaseView>, { mode, body }: Draft) {
  const isReply = mode !== 'note' && body.trim() !== ''
  const { data: rules } = useQuery({ ...guardQuery, enabled: mode !== 'note' })
  const { data: known } = useQuery({ ...offeredTemplates, enabled: isReply })
  const [read, setRead] = useState(unread)
  const [stopped, stopAt] = useState<{ body: string; unspecific: Unspecific[] } | null>(null)
  const [meant, setMeant] = useState<readonly string[]>([])
  const [asIs, setAsIs] = useState<readonly string[]>([])
  const { otherNames } = kase
  const said = saidOn(kase)
  const harm = isHarm(kase)
  const reading = useCallback(async (): Promise<ReadReply> => {
    if (!isReply) return { ...unread, body }
    const { readReply } = await import('./read-reply.ts')
    const { patterns = [], hashtags = [], ours = [], addresses = [] } = rules ?? {}
    return readReply(body, {
      isPublic: mode === 'public',
      hashtags,
      patterns,
      ours: [...ours, ...addresses],
      names: otherNames,
      templates: known?.templates ?? [],
      said,
      isHarm: harm,
    })
  }, [isReply, body, mode, rules, known, otherNames, said, harm])
  useEffect(() => {
    let isOver = false
    const readAlong = async () => {
      const found = await reading()
      if (!isOver) setRead(found)
    }
    const timer = setTimeout(() => void readAlong(), pause)
    return () => {
      isOver = true
      clearTimeout(timer)
    }
  }, [reading])

  const isStanding = ({ from, to }: Span) => body.slice(from, to) === read.body.slice(from, to)
  const isMeant = (text: string, { from, to }: Span) => meant.includes(text.slice(from, to))
  const isMeantSo = (one: Unspecific) =>
    one.kind === 'unchanged' && one.way === 'ask' && asIs.includes(one.template)
  const wordsMeant = ({ body: text, outbound }: ReadReply) => [
    ...new Set(outbound.filter((span) => isMeant(text, span)).map(({ from, to }) => text.slice(from, to))),
  ]
  const stops = ({ body: text, personal, outbound, unspecific }: ReadReply): Span[] => [
    ...personal,
    ...outbound.filter((span) => span.kind !== 'crisis' || !isMeant(text, span)),
    ...unspecific
      .filter((one) => !isMeantSo(one))
      .map((one) => (one.kind === 'unfilled' ? one.blank : { from: text.length, to: text.length })),
  ]
  return {
    /** What was found and still stands where it was found. */
    personal: read.personal.filter(isStanding),
    outbound: read.outbound.filter((span) => isStanding(span) && !isMeant(read.body, span)),
    judged: read.body === body ? read.judged : unread.judged,
    /** How it sounds, and the words in which that was read. */
    tone: read.tone,
    readBody: read.body,
    /** What its template still asks of it, once somebody has tried to send it. */
    unspecific: stopped?.body === body ? stopped.unspecific.filter((one) => !isMeantSo(one)) : [],
    /** Says that words of crisis are meant as they stand. */
    mean: () => setMeant([...meant, ...read.outbound.map(({ from, to }) => read.body.slice(from, to))]),
    /** Says that a template is meant word for word. */
    meanAsIs: (template: string) => setAsIs([...asIs, template]),
    /** Reads it as it is now: the first place that keeps it from being sent, what is meant all the same, what it dates. */
    look: async (): Promise<{
      stop: Span | undefined
      despite: string[]
      asIs: string[]
      dated: string[]
    }> => {
      const found = await reading()
      setRead(found)
      stopAt({ body, unspecific: found.unspecific })
      const dated = (found.tone?.dated ?? []).map(({ from, to }) => body.slice(from, to))
      return { stop: stops(found)[0], despite: wordsMeant(found), asIs: [...asIs], dated }
    },
  }
}
