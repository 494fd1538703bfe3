import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useReducer, useState } from 'react'
import { z } from 'zod'
import { openPanel, renewPanel } from '#contract/telephones.ts'
import { ask, sentenceOf } from '#web/api.ts'
import { askBy } from '#web/bearer.ts'
import { ClaimsOnLine } from '#web/features/claims/ClaimsOnLine.tsx'
import { CallScreen } from '#web/features/line/CallScreen.tsx'
import { hearCalls } from '#web/hear-calls.ts'
import { Face } from '#web/ui/Face.tsx'
import { say } from '#web/words/say.ts'

const Link = z.object({
  org: z.string(),
  agent: z.string(),
  until: z.string(),
  signature: z.string(),
})

/** The call screen in a frame of another system, for whom that system has signed. */
export function LinePanelRoute() {
  const [link] = useState(() => Link.safeParse(Object.fromEntries(new URLSearchParams(location.search))).data)
  const { data, error } = useQuery({
    queryKey: ['panel'],
    queryFn: () => openBy(link),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  })
  if (data) return <Panel until={data.expiresAt} />
  return error ? (
    <main>
      <Face says={say('The panel could not be opened.')}>
        <p>{sentenceOf(error)}</p>
      </Face>
    </main>
  ) : null
}

async function openBy(link: z.output<typeof Link> | undefined): Promise<{ expiresAt: string }> {
  const { token, expiresAt } = await ask(openPanel, link ?? { org: '', agent: '', until: '', signature: '' })
  askBy(token)
  // A way in stays neither in the frame’s address nor in its history.
  history.replaceState(history.state, '', location.pathname)
  return { expiresAt }
}

/** So long before its pass ends a panel that is open asks to go on. */
const earlierMs = 10 * 60_000

function Panel({ until: first }: { until: string }) {
  const client = useQueryClient()
  const [until, goOnUntil] = useState(first)
  const [hasRunOut, runOut] = useReducer(() => true, false)
  useEffect(() => (hasRunOut ? undefined : hearCalls(client, runOut)), [client, hasRunOut])
  useEffect(() => {
    const left = Date.parse(until) - Date.now()
    const timers = [
      setTimeout(runOut, Math.max(0, left)),
      setTimeout(
        // Where it may not go on, it says so when its time is over.
        () =>
          void ask(renewPanel, {}).then(
            ({ expiresAt }) => goOnUntil(expiresAt),
            () => undefined,
          ),
        Math.max(0, left - earlierMs),
      ),
    ]
    return () => timers.forEach((timer) => clearTimeout(timer))
  }, [until])
  if (hasRunOut)
    return (
      <main>
        <Face says={say('The time of this panel is over.')}>
          <p>{say('Open it anew in the page around it.')}</p>
        </Face>
      </main>
    )
  return <CallScreen wanted={null} claims={claimsOn} />
}

const claimsOn = (caseId: string, warn: () => void) => <ClaimsOnLine caseId={caseId} warn={warn} />
