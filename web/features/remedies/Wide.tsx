import type { ReactNode } from 'react'
import classes from './RemedyPage.module.css'

/** A table that is wider than a narrow screen: it scrolls by itself, also by keys. */
export function Wide({ label, children }: { label: string; children: ReactNode }) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls has to be reached by keys
    <section className={classes['scroll']} tabIndex={0} aria-label={label}>
      <table className={classes['table']}>{children}</table>
    </section>
  )
}
