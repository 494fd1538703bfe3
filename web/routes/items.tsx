import { getRouteApi } from '@tanstack/react-router'
import { Items } from '#web/features/items/Items.tsx'

const route = getRouteApi('/shell/items/$outcome')

/** Items that opened no case. */
export function ItemsRoute() {
  const { outcome } = route.useParams()
  const known = outcome === 'set-aside' ? 'set-aside' : 'quarantined'
  return <Items key={known} outcome={known} />
}
