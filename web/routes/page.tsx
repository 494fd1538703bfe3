import { getRouteApi } from '@tanstack/react-router'
import { PagePage } from '#web/features/notices/PagePage.tsx'

const route = getRouteApi('/shell/pages/$pageId')

/** A call to a danger. */
export function PageRoute() {
  const { pageId } = route.useParams()
  return <PagePage pageId={pageId} />
}
