import { useQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useState } from 'react'
import type { z } from 'zod'
import type { CaseView } from '#contract/case-view.ts'
import { guardQuery } from '#web/guard-query.ts'
import type { Span } from './blanks.ts'
import type { Draft } from './draft.ts'
import type { ReadReply } from './read-reply.ts'

/** Milliseconds after the last key until what was written is read. */
const pause = 150

/** Nothing that could be found is known before the first reading. */
const unread: ReadReply = {
  body: '',
  personal: [],
  outbound: [],
  judged: { apologyOnly: false, missing: [] },
}

/** Reads along while one writes a reply, and once more when it is to be sent. The desk reads it again. */
export function useGuard(
  { otherNames }: Pick<z.output<typeof CaseView>, 'otherNames'>,
  { mode, body }: Draft,
) {
  const { data: rules } = useQuery({ ...guardQuery, enabled: mode !== 'note' })
  const [read, setRead] = useState(unread)
  const [meant, setMeant] = useState<readonly string[]>([])
  const reading = useCallback(async (): Promise<ReadReply> => {
    if (mode === 'note' || body.trim() === '') return { ...unread, body }
    const { readReply } = await import('./read-reply.ts')
    const { patterns = [], hashtags = [], ours = [], addresses = [] } = rules ?? {}
    return readReply(body, {
      isPublic: mode === 'public',
      hashtags,
      patterns,
      ours: [...ours, ...addresses],
      names: otherNames,
    })
  }, [body, mode, rules, otherNames])
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
  const wordsMeant = ({ body: text, outbound }: ReadReply) => [
    ...new Set(outbound.filter((span) => isMeant(text, span)).map(({ from, to }) => text.slice(from, to))),
  ]
  const stops = ({ body: text, personal, outbound }: ReadReply): Span[] => [
    ...personal,
    ...outbound.filter((span) => span.kind !== 'crisis' || !isMeant(text, span)),
  ]
  return {
    /** What was found and still stands where it was found. */
    personal: read.personal.filter(isStanding),
    outbound: read.outbound.filter((span) => isStanding(span) && !isMeant(read.body, span)),
    judged: read.body === body ? read.judged : unread.judged,
    /** Says that words of crisis are meant as they stand. */
    mean: () => setMeant([...meant, ...read.outbound.map(({ from, to }) => read.body.slice(from, to))]),
    /** Reads it as it is now: the first place that keeps it from being sent, and the words that are meant all the same. */
    look: async (): Promise<{ stop: Span | undefined; despite: string[] }> => {
      const found = await reading()
      setRead(found)
      return {
        stop: stops(found)[0],
        despite: wordsMeant(found),
      }
    },
  }
}
