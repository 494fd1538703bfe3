import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import classes from './Note.module.css'

/** A sentence to mind, in the place that it is about: what was refused, what changed, what is worth knowing. */
export function Note({
  tone = 'plain',
  children,
}: {
  tone?: 'plain' | 'warn' | 'danger'
  children: ReactNode
}) {
  const Icon = tone === 'plain' ? IconInfoCircle : IconAlertTriangle
  return (
    <div className={classes['note']} data-tone={tone} role={tone === 'danger' ? 'alert' : undefined}>
      <Icon size={16} stroke={1.5} aria-hidden="true" />
      <div>{children}</div>
    </div>
  )
}
