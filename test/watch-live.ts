import type { Caller } from './ask.ts'

/** A listener to a desk's live events. */
export type Watch = {
  /** The ids of the cases that changed, in the order in which that was told. */
  changed: string[]
  /** The positions at which they were told. */
  positions: number[]
  close(): void
}

/** Listens to `GET /api/live`, from now or from a position, as a screen does. Resolves when the desk has said hello. */
export async function watchLive({ url, token }: Caller, since?: number): Promise<Watch> {
  const ending = new AbortController()
  const response = await fetch(`${url}/api/live${since === undefined ? '' : `?since=${since}`}`, {
    headers: { authorization: `Bearer ${token}` },
    signal: ending.signal,
  })
  if (!response.body) throw new Error(`The desk answered ${response.status} without a stream.`)
  const watch: Watch = { changed: [], positions: [], close: () => ending.abort() }
  const hello = Promise.withResolvers<void>()
  const read = async (stream: ReadableStream<Uint8Array<ArrayBuffer>>) => {
    let rest = ''
    for await (const text of stream.pipeThrough(new TextDecoderStream())) {
      const blocks = `${rest}${text}`.split('\n\n')
      rest = blocks.pop() ?? ''
      for (const block of blocks) {
        if (block.includes('event: hello')) hello.resolve()
        if (!block.includes('event: change')) continue
        watch.changed.push(/"caseId":"([^"]+)"/.exec(block)?.[1] ?? '')
        watch.positions.push(Number(/^id: (\d+)$/m.exec(block)?.[1]))
      }
    }
  }
  read(response.body).catch(() => hello.reject(new Error('The stream ended.')))
  await hello.promise
  return watch
}
