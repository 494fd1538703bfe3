import type { ReactNode } from 'react'
import classes from './RemedyPage.module.css'

type Props = {
  label: string
  /** From which column on it holds figures. */
  figures: 2 | 3 | 5
  children: ReactNode
}

/** A table that is wider than a narrow screen: it scrolls by itself, also by keys. */
export function Wide({ label, figures, children }: Props) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls has to be reached by keys
    <section className={classes['scroll']} tabIndex={0} aria-label={label}>
      <table className={classes['table']} data-figures={figures}>
        {children}
      </table>
    </section>
  )
}
