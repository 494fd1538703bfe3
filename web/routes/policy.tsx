import { getRouteApi } from '@tanstack/react-router'
import { useCallback } from 'react'
import { Overview } from '#web/features/policy/Overview.tsx'
import type { Place } from '#web/features/policy/place.ts'
import { Studio } from '#web/features/policy/Studio.tsx'
import { Lost } from './lost.tsx'

const route = getRouteApi('/shell/policy/$version')

/** The versions of the policy. */
export const PolicyRoute = () => <Overview />

/** One version of the policy in the studio. */
export function PolicyVersionRoute() {
  const { version } = route.useParams()
  const place = route.useSearch()
  const navigate = route.useNavigate()
  const number = Number(version)
  const go = useCallback((next: Place) => void navigate({ search: next }), [navigate])
  if (!Number.isSafeInteger(number) || number < 1) return <Lost />
  return <Studio key={number} version={number} place={place} go={go} />
}
