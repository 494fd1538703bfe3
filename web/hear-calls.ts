import type { QueryClient } from '@tanstack/react-query'
import { listCalls } from '#contract/calls.ts'
import { bearer } from './bearer.ts'

const againMs = 1000

/**
 * Listens to which calls there are, where a page asks by a pass of its own: the browser's own stream carries no pass. A line
 * that was cut is taken up again, and the first word on it says all there is. When the pass has run out nothing is asked
 * any more, and `ranOut` is told.
 */
export function hearCalls(client: QueryClient, ranOut: () => void): () => void {
  const ending = new AbortController()
  void keepHearing(client, ending.signal, ranOut)
  return () => ending.abort()
}

async function keepHearing(client: QueryClient, signal: AbortSignal, ranOut: () => void) {
  while (!signal.aborted) {
    const status = await hearOnce(client, signal).catch(() => 0)
    if (status === 401) return ranOut()
    await new Promise((resolve) => setTimeout(resolve, againMs))
  }
}

/** Hears one line to its end; answers with which status it began. */
async function hearOnce(client: QueryClient, signal: AbortSignal): Promise<number> {
  const { body, ok, status } = await fetch('/api/live', { headers: bearer(), signal })
  if (!ok || !body) return status
  let text = ''
  for await (const part of body.pipeThrough(new TextDecoderStream())) {
    text += part
    const events = text.split('\n\n')
    text = events.pop() ?? ''
    for (const event of events) hear(client, event)
  }
  return status
}

function hear(client: QueryClient, event: string) {
  const [, name] = /^event: (\w+)$/m.exec(event) ?? []
  const [, data = ''] = /^data: (.*)$/m.exec(event) ?? []
  if (name === 'change')
    for (const stale of ['card', 'case']) void client.invalidateQueries({ queryKey: [stale] })
  if (name !== 'calls') return
  const heard = listCalls.output.safeParse(JSON.parse(data)).data
  if (heard) client.setQueryData(['calls'], heard)
}
