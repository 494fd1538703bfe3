import { useEffect, useState, type ReactNode } from 'react'
import classes from './Face.module.css'

/** What a list shows when it is empty, or cannot be read: one sentence that says it, one that says what to do. */
export function Face({ says, children }: { says: string; children?: ReactNode }) {
  return (
    <div className={classes['face']}>
      <p>{says}</p>
      {children ? <div className="supports">{children}</div> : null}
    </div>
  )
}

const patienceMs = 150

/** Still bars of the right height, after a moment in which most answers have arrived. */
export function Bones({ rows, height = 52, label }: { rows: number; height?: number; label: string }) {
  const [isShown, show] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => show(true), patienceMs)
    return () => clearTimeout(timer)
  }, [])
  return (
    <output aria-label={label} className={classes['bones']}>
      {isShown
        ? Array.from({ length: rows }, (_, row) => (
            <div key={row} className={classes['bone']} style={{ height }}>
              <i style={{ width: 60 }} />
              <i style={{ width: `${38 + ((row * 17) % 31)}%` }} />
              <i style={{ width: 72, marginLeft: 'auto' }} />
            </div>
          ))
        : null}
    </output>
  )
}
