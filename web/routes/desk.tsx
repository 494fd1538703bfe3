import { useMatch, useNavigate } from '@tanstack/react-router'
import { memo, useEffect, useState } from 'react'
import { Desk } from '#web/features/desk/Desk.tsx'
import { noteView } from '#web/last-view.ts'
import type { CaseFilter } from '#web/queries.ts'
import { InSight, openSight } from '#web/ui/in-sight.ts'
import { addressOf } from '#web/views.ts'
import classes from './shell.module.css'

/**
 * The queue: its filters are the address. Once seen it stays laid out behind whatever is looked at, and fresh, so that
 * whoever comes back from a case is there in the frame after the key.
 */
export function KeptDesk() {
  const shown = useMatch({ from: '/shell/', shouldThrow: false })?.search
  const [kept, keep] = useState<CaseFilter | undefined>(shown)
  const isOther = shown !== undefined && JSON.stringify(shown) !== JSON.stringify(kept)
  if (isOther) keep(shown)
  const filter = isOther ? shown : kept
  const isShown = shown !== undefined
  const [sight] = useState(() => openSight(isShown))
  useEffect(() => sight.set(isShown), [sight, isShown])
  if (!filter) return null
  return (
    <InSight value={sight}>
      <div className={classes['kept']} data-shown={isShown}>
        <DeskPage filter={filter} />
      </div>
    </InSight>
  )
}

/** Drawn anew when its filters change, and not for coming into sight. */
const DeskPage = memo(function DeskPage({ filter }: { filter: CaseFilter }) {
  useEffect(() => noteView(filter), [filter])
  const navigate = useNavigate()
  // Whoever has dropped every filter wants all, and not to begin anew.
  const lookAt = (asked: CaseFilter) => void navigate({ to: '/', search: addressOf(asked), replace: true })
  return <Desk filter={filter} change={(changed) => lookAt({ ...filter, ...changed })} lookAt={lookAt} />
})
