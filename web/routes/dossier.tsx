import { getRouteApi } from '@tanstack/react-router'
import { Dossier } from '#web/features/dossier/Dossier.tsx'
import { PagesLine } from '#web/features/notices/PagesLine.tsx'

const route = getRouteApi('/cases/$caseId/dossier')

/** The dossier of a case, as it is printed. */
export function DossierRoute() {
  const { caseId } = route.useParams()
  return (
    <>
      <PagesLine />
      <Dossier caseId={caseId} />
    </>
  )
}
