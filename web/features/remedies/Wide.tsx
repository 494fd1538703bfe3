import type { ReactNode } from 'react'
import classes from './RemedyPage.module.css'

type Props = {
  label: string
  heads: readonly string[]
  /** From which column on it holds figures. */
  figures: 2 | 3 | 5
  /** Whether the first cell names its row. */
  isNamed?: boolean
  rows: readonly { key: string; cells: readonly ReactNode[] }[]
}

/**
 * A table that is wider than a narrow screen: it scrolls by itself, also by keys. On a phone each row stands by itself,
 * every figure below its name.
 */
export function Wide({ label, heads, figures, isNamed = false, rows }: Props) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls has to be reached by keys
    <section className={classes['scroll']} tabIndex={0} aria-label={label}>
      <table className={classes['table']} data-figures={figures}>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, cells }) => (
            <tr key={key}>
              {cells.map((cell, place) =>
                isNamed && place === 0 ? (
                  <th key={heads[place]} scope="row">
                    {cell}
                  </th>
                ) : (
                  <td key={heads[place]} data-head={heads[place]}>
                    <div>{cell}</div>
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
