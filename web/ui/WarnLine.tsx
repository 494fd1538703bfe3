import type { ReactNode } from 'react'
import classes from './WarnLine.module.css'

type Props = {
  label: string
  children: ReactNode
}

/** A line above a page: something is wrong that its reader can do something about. */
export function WarnLine({ label, children }: Props) {
  return (
    <aside className={classes['line']} aria-label={label}>
      {children}
    </aside>
  )
}
