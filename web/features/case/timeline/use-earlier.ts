import { useRef, useState } from 'react'
import type { z } from 'zod'
import type { CaseView } from '#contract/case-view.ts'
import { earlierOnCase } from '#contract/cases.ts'
import { ask, sentenceOf } from '#web/api.ts'
import { keyOf } from './timeline-of.ts'

type View = z.output<typeof CaseView>
type Told = Pick<View, 'messages' | 'events' | 'earlier'>

/** What a case tells so far, and the way to what came before. */
export type Earlier = {
  whole: View
  hasEarlier: boolean
  /** Why the last page could not be read; null while it could. */
  unread: string | null
  /** Reads one page more. */
  more: () => Promise<void>
  /** Reads all that there is: for paper. */
  all: () => Promise<void>
}

/**
 * The timeline of a case, page by page to its beginning. What was once read stays, also where the newest page moves on because
 * something new is said; it is let go with its person. `beforeMore` is called just before more is shown.
 */
export function useEarlier(kase: View, beforeMore: () => void): Earlier {
  const of = `${kase.id} ${kase.person?.id ?? ''}`
  const [held, hold] = useState<(Told & { of: string }) | null>(null)
  const [unread, setUnread] = useState<string | null>(null)
  const reading = useRef<Reading | null>(null)
  const begun = held?.of === of ? held : null
  const told = begun ? together(kase, begun) : kase
  if (begun && (told.messages.length > begun.messages.length || told.events.length > begun.events.length))
    hold({ ...told, of })
  const read = (pages: number): Promise<void> => {
    if (told.earlier === null) return Promise.resolve()
    // Who wants more than what is being read waits for that as well.
    if (reading.current) reading.current.pages = Math.max(reading.current.pages, pages)
    else {
      const begin: Reading = { pages, done: Promise.resolve() }
      reading.current = begin
      begin.done = readOn(begin)
    }
    return reading.current.done
  }
  const readOn = async (wanted: Reading) => {
    try {
      let whole: Told = told
      for (let page = 0; page < wanted.pages && whole.earlier !== null; page++)
        whole = together(whole, await ask(earlierOnCase, { caseId: kase.id, before: whole.earlier }))
      beforeMore()
      hold({ ...whole, of })
      setUnread(null)
    } catch (error) {
      setUnread(sentenceOf(error))
    } finally {
      reading.current = null
    }
  }
  return {
    whole: { ...kase, ...told },
    hasEarlier: told.earlier !== null,
    unread,
    more: () => read(1),
    all: () => read(Infinity),
  }
}

/** Pages that are being read: how many, and when they are there. */
type Reading = { pages: number; done: Promise<void> }

/** A stretch with the one before it, which goes on where the older of them ends; what stands in both is as the newer has it. */
function together(newer: Told, older: Told): Told {
  const messages = new Map([...older.messages, ...newer.messages].map((message) => [message.id, message]))
  const events = new Map([...older.events, ...newer.events].map((event) => [keyOf(event), event]))
  return {
    messages: [...messages.values()].toSorted((a, b) => whenOf(a) - whenOf(b)),
    events: [...events.values()].toSorted((a, b) => whenOf(b) - whenOf(a) || b.seq - a.seq),
    earlier: older.earlier,
  }
}

const whenOf = ({ at }: { at: string }) => Temporal.Instant.from(at).epochMilliseconds
