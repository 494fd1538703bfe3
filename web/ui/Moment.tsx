import { exactWords, momentWords } from './time-words.ts'
import { useNow } from './use-now.ts'
import { usePrinting } from './use-printing.ts'

/** A moment in words, with the exact instant and zone for whoever points at it; on paper with its date. */
export function Moment({ at }: { at: string }) {
  const now = useNow()
  usePrinting()
  const instant = Temporal.Instant.from(at)
  return (
    <time dateTime={at} title={exactWords(instant)}>
      {momentWords(instant, now)}
    </time>
  )
}
