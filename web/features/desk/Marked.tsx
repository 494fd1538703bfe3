import type { z } from 'zod'
import type { listCases } from '#contract/cases.ts'

type Found = z.output<typeof listCases.output>['cases'][number]['found']

/** A text of a case in which what was looked for is marked; as it is where nothing stands in it. */
export function Marked({
  text,
  found,
  where,
}: {
  text: string
  found: Found
  where: Found[number]['where']
}) {
  const segments = found.find((one) => one.where === where)?.segments
  if (!segments) return text
  // Segments have no name of their own, and never change places.
  return segments.map(({ text: part, hit }, place) =>
    // oxlint-disable-next-line react/no-array-index-key
    hit ? <mark key={place}>{part}</mark> : part,
  )
}
