import { getRouteApi } from '@tanstack/react-router'
import { CasePage } from '#web/features/case/CasePage.tsx'

const route = getRouteApi('/shell/cases/$caseId')

/** One case. */
export function CaseRoute() {
  const { caseId } = route.useParams()
  const { do: begin } = route.useSearch()
  return <CasePage key={caseId} caseId={caseId} begin={begin} />
}
