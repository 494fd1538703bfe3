import { useMemo, useState } from 'react'

/** The stretches of time that the books are looked at by. */
export const stretches = ['month', 'last-month', 'quarter', 'year'] as const
export type StretchName = (typeof stretches)[number]

export type Stretch = { name: StretchName; from: string; until: string }

/** The stretch of time that is looked at, up to now; it stays the same while one looks. */
export function useStretch(): [Stretch, (name: StretchName) => void] {
  const [name, choose] = useState<StretchName>('month')
  const stretch = useMemo(() => stretchOf(name, Temporal.Now.zonedDateTimeISO()), [name])
  return [stretch, choose]
}

function stretchOf(name: StretchName, now: Temporal.ZonedDateTime): Stretch {
  const month = now.with({ day: 1 }).startOfDay()
  const end = now.add({ minutes: 1 })
  const between = (from: Temporal.ZonedDateTime, until: Temporal.ZonedDateTime) => ({
    name,
    from: from.toInstant().toString(),
    until: until.toInstant().toString(),
  })
  switch (name) {
    case 'month':
      return between(month, end)
    case 'last-month':
      return between(month.subtract({ months: 1 }), month)
    case 'quarter':
      return between(now.subtract({ days: 90 }), end)
    case 'year':
      return between(now.subtract({ days: 365 }), end)
  }
}
