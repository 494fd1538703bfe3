import type { RunningDesk } from './running-desk.ts'

/** Somebody who hears what changes: `heard` is called with each case that changed, as it comes. */
export type LiveClient = { end(): void }

/** Opens the stream of changes of a desk, and answers once it says hello. */
export async function listenLive(
  { url }: Pick<RunningDesk, 'url'>,
  token: string,
  heard: (caseId: string) => void,
): Promise<LiveClient> {
  const ending = new AbortController()
  const answer = await fetch(`${url}/api/live`, {
    headers: { authorization: `Bearer ${token}` },
    signal: ending.signal,
  })
  const chunks = answer.body?.getReader()
  if (!answer.ok || !chunks) throw new Error(`The stream of changes was answered with ${answer.status}.`)
  const decoder = new TextDecoder()
  let waiting = ''
  const read = async () => {
    const { done, value } = await chunks.read()
    if (done) return false
    waiting += decoder.decode(value, { stream: true })
    const events = waiting.split('\n\n')
    waiting = events.pop() ?? ''
    for (const event of events) {
      const caseId = /^data: \{"caseId":"([^"]+)"/m.exec(event)?.[1]
      if (caseId) heard(caseId)
    }
    return true
  }
  await read()
  const readOn = async () => {
    while (await read());
  }
  readOn().catch(() => undefined)
  return { end: () => ending.abort() }
}
