import { getRouteApi } from '@tanstack/react-router'
import { z } from 'zod'
import { CaseByNumber } from '#web/features/case/CaseByNumber.tsx'
import { CasePage } from '#web/features/case/CasePage.tsx'

const route = getRouteApi('/shell/cases/$caseId')

/** One case. */
export function CaseRoute() {
  const { caseId } = route.useParams()
  const { do: begin } = route.useSearch()
  if (!z.uuid().safeParse(caseId).success) return <CaseByNumber named={caseId} />
  return <CasePage key={caseId} caseId={caseId} begin={begin} />
}
