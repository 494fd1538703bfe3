import type { changesAfter } from '#server/desk/cases/changes.ts'
import type { EventStream } from './event-stream.ts'

type Changes = Awaited<ReturnType<typeof changesAfter>>

/** Where a stream stands in the feed, and how what comes after a position is read: `page` changes at a time. */
type Standing = {
  position: number
  /** Whoever comes anew has just counted. */
  isNew: boolean
  page: number
  read: (after: number) => Promise<Changes>
}

/** Answers how to tell a stream what has changed since it was told last: every change once and in order, one teller at a time. */
export function tellChanges(
  stream: EventStream,
  { position, isNew, page, read }: Standing,
  failed: (fault: unknown) => void,
): () => Promise<void> {
  let isTelling = false
  let hasGrown = false
  const tellPage = async () => {
    const rows = await read(position)
    // Something changed that is no case: an item was set aside or quarantined. It has no position.
    if (rows.length === 0 && !isNew) stream.say('event: counted\ndata: {}\n\n')
    isNew = false
    for (const { position: id, isSeen, change } of rows) {
      position = id
      if (isSeen) await stream.sayInStep(`event: change\nid: ${id}\ndata: ${JSON.stringify(change)}\n\n`)
    }
    if (rows.length === page) hasGrown = true
  }
  return async () => {
    hasGrown = true
    if (isTelling) return
    isTelling = true
    try {
      while (hasGrown && stream.isOpen()) {
        hasGrown = false
        await tellPage()
      }
    } catch (fault) {
      // The browser reconnects from the last id that it saw.
      if (!stream.gone.aborted) failed(fault)
      stream.end()
    } finally {
      isTelling = false
    }
  }
}
