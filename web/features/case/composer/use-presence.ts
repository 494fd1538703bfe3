import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { beHere } from '#contract/writing.ts'
import { ask } from '#web/api.ts'
import { afterPaint } from '#web/ui/after-paint.ts'
import { announce } from '#web/ui/announce.ts'
import { presenceWords } from './presence-words.ts'

const beatMs = 15_000

/**
 * Says that one looks at a case, or writes on it, once it is shown, and answers who else does. Each colleague's writing is
 * announced once.
 */
export function usePresence(caseId: string, doing: 'looking' | 'writing', isShown: boolean) {
  const client = useQueryClient()
  const now = useRef(doing)
  const said = useRef<Promise<unknown>>(Promise.resolve())
  // One after the other: what one did a moment ago must not come to the desk after what one does now.
  const sayDoing = () => {
    const others = said.current
      .then(() => ask(beHere, { caseId, doing: now.current }))
      .then((here) => here.others)
    said.current = others.catch(() => undefined)
    return others
  }
  const { data, refetch } = useQuery({
    queryKey: ['presence', caseId],
    queryFn: sayDoing,
    refetchInterval: beatMs,
    enabled: isShown,
    gcTime: 0,
    retry: false,
  })
  useEffect(() => {
    if (now.current === doing) return
    now.current = doing
    // While the first answer is still on its way a second question is none for the query: it would not be asked.
    void client.cancelQueries({ queryKey: ['presence', caseId] }).then(() => refetch())
  }, [doing, refetch, client, caseId])
  useEffect(() => {
    const leave = () => sayGone(caseId)
    window.addEventListener('pagehide', leave)
    return () => {
      window.removeEventListener('pagehide', leave)
      afterPaint(leave)
    }
  }, [caseId])
  const others = data ?? []
  useAnnounced(others)
  return others
}

function useAnnounced(others: readonly { id: string; name: string; doing: 'looking' | 'writing' }[]) {
  const told = useRef(new Set<string>())
  useEffect(() => {
    const news = others.filter(({ id, doing }) => doing === 'writing' && !told.current.has(id))
    for (const { id } of news) told.current.add(id)
    const [words] = presenceWords(news)
    if (words) announce(words.sentence)
  }, [others])
}

/** A page that goes away still says so; where that fails, being silent says it within a minute. */
const sayGone = (caseId: string) =>
  void fetch(`/api/cases/${caseId}/presence`, {
    method: 'POST',
    keepalive: true,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ doing: 'gone' }),
  }).catch(() => undefined)
