import type { ReactNode } from 'react'
import classes from './Line.module.css'

type Props = {
  id: string
  isChosen: boolean
  choose: (id: string) => void
  /** What the line is about; one thing in it carries `data-main`, which the keys go to. */
  children: ReactNode
  /** What can be done with it; null keeps its room empty, so that columns stand still. */
  acts?: ReactNode
  /** What stands below: the whole of it, what became of it. */
  below?: ReactNode
}

/** A line of a list that is decided by single keys. */
export function Line({ id, isChosen, choose, children, acts, below }: Props) {
  return (
    <li className={classes['line']} data-line={id} data-chosen={isChosen} onFocusCapture={() => choose(id)}>
      <div className={classes['head']}>
        <div className={classes['what']}>{children}</div>
        {acts === undefined ? null : <div className={classes['acts']}>{acts}</div>}
      </div>
      {below ? <div className={classes['below']}>{below}</div> : null}
    </li>
  )
}
