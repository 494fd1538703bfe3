import { useQuery } from '@tanstack/react-query'
import { queries, type CaseFilter } from '#web/queries.ts'
import { defaultViews, isSameFilter } from '#web/views.ts'
import { say } from '#web/words/say.ts'
import classes from './Desk.module.css'

type Props = { filter: CaseFilter; view: CaseFilter; lookAt: (filter: CaseFilter) => void }

/** Says where something is looked for, and lets it be looked for in the view in which somebody began, or everywhere. */
export function SearchScope({ filter, view, lookAt }: Props) {
  const { data: kept } = useQuery({ ...queries.views, enabled: filter.q !== undefined })
  const { q } = filter
  if (q === undefined) return null
  const isEverywhere = isSameFilter(filter, { q })
  if (!isEverywhere)
    return (
      <button type="button" className={classes['scope']} onClick={() => lookAt({ q })}>
        {say('Look everywhere')}
      </button>
    )
  if (isSameFilter(view, {})) return null
  const known = [...defaultViews(), ...(kept?.views ?? [])].find((one) => isSameFilter(one.filter, view))
  return (
    <button
      type="button"
      className={classes['scope']}
      onClick={() => lookAt({ ...view, state: view.state ?? 'open', q })}
    >
      {known ? say('Look only in “{view}”', { view: known.name }) : say('Look only in the view before')}
    </button>
  )
}
