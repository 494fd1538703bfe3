import { IconAlertTriangle, IconHelp } from '@tabler/icons-react'
import type { Finding } from '#domain/policy/proof/finding.ts'
import { say } from '#web/words/say.ts'
import { faultWords, findingWords } from './finding-words.ts'
import { findingKey } from './place-findings.ts'
import classes from './Grid.module.css'

type Props = {
  finding: Finding
  columns: number
  chosen: string | null
  choose: (finding: Finding) => void
  /** What else can be done about it. */
  act?: { title: string; act: () => void } | undefined
}

/** A finding in the table, below the row that it concerns. */
export function FindingLine({ finding, columns, chosen, choose, act }: Props) {
  const Icon = finding.kind === 'not-proved' ? IconHelp : IconAlertTriangle
  return (
    <tr className={classes['found']} data-kind={finding.kind}>
      <td colSpan={columns}>
        <p>
          <Icon size={16} stroke={1.5} aria-hidden="true" />
          <span>
            <b className="medium">{faultWords(finding.kind)}.</b> {findingWords(finding)}
          </span>
          <span className={classes['acts']}>
            {act ? (
              <button type="button" className="link" onClick={act.act}>
                {act.title}
              </button>
            ) : null}
            {Object.keys(finding.facts).length > 0 ? (
              <button
                type="button"
                className="link"
                aria-pressed={chosen === findingKey(finding)}
                onClick={() => choose(finding)}
              >
                {finding.instead ? say('Show both people') : say('Show the case')}
              </button>
            ) : null}
          </span>
        </p>
      </td>
    </tr>
  )
}
