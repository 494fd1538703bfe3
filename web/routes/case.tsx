import { getRouteApi } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { z } from 'zod'
import { CaseByNumber } from '#web/features/case/CaseByNumber.tsx'
import { CasePage } from '#web/features/case/CasePage.tsx'
import { untilLoaded } from '#web/ui/until-loaded.ts'

const route = getRouteApi('/shell/cases/$caseId')

const ClaimLine = lazy(async () => ({
  default: (await untilLoaded(() => import('#web/features/claims/ClaimLine.tsx'))).ClaimLine,
}))

const RoomLine = lazy(async () => ({
  default: (await untilLoaded(() => import('#web/features/room/RoomLine.tsx'))).RoomLine,
}))

const RemediesOnCase = lazy(async () => ({
  default: (await untilLoaded(() => import('#web/features/remedies/OnCase.tsx'))).OnCase,
}))

/** One case. */
export function CaseRoute() {
  const { caseId } = route.useParams()
  const { do: begin } = route.useSearch()
  if (!z.uuid().safeParse(caseId).success) return <CaseByNumber named={caseId} />
  const claims = (show: () => void) => (
    <Suspense fallback={null}>
      <ClaimLine caseId={caseId} show={show} />
      <RoomLine caseId={caseId} show={show} />
    </Suspense>
  )
  const remedies = (show: () => void) => (
    <Suspense fallback={null}>
      <RemediesOnCase caseId={caseId} show={show} />
    </Suspense>
  )
  return <CasePage key={caseId} caseId={caseId} begin={begin} claims={claims} remedies={remedies} />
}
