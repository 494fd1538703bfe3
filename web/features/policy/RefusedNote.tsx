import { z } from 'zod'
import { Finding as Told } from '#contract/finding.ts'
import type { Finding } from '#domain/policy/proof/finding.ts'
import { Problem, sentenceOf } from '#web/api.ts'
import { Note } from '#web/ui/Note.tsx'
import { heard } from '#web/words/heard.ts'
import { say } from '#web/words/say.ts'
import { findingWords } from './finding-words.ts'
import classes from './Changes.module.css'

const Found = z.object({ findings: z.array(Told).min(1) })

/** So many of what was found are told at once. */
const mostTold = 5

type Props = { error: unknown; proved: readonly Finding[] | null }

/** Why a step in the life of a version was refused: where something was found, each finding as the proofs beside it say it. */
export function RefusedNote({ error, proved }: Props) {
  if (!error) return null
  const found = Found.safeParse(error instanceof Problem ? error.page : null).data?.findings
  if (!found) return <Note tone="danger">{sentenceOf(error)}</Note>
  return (
    <Note tone="danger">
      <p>{say('It cannot be published like this:')}</p>
      <ul className={classes['found']}>
        {found.slice(0, mostTold).map((finding) => (
          <li key={finding.message}>{wordsOf(finding, proved ?? [])}</li>
        ))}
      </ul>
      {found.length > mostTold ? (
        <p>
          {say('{count, plural, one {# more finding} other {# more findings}}.', {
            count: found.length - mostTold,
          })}
        </p>
      ) : null}
    </Note>
  )
}

/** What was found as the proof of the browser says it; what only the desk has found, in the desk's words. */
function wordsOf(told: z.output<typeof Told>, proved: readonly Finding[]): string {
  const same = proved.find((finding) => keyOf(finding) === keyOf(told))
  return same ? findingWords(same) : heard(told.message)
}

const keyOf = ({
  kind,
  table,
  rows,
  saying,
}: Pick<Finding, 'kind' | 'table' | 'rows'> & { saying: object }) =>
  JSON.stringify([kind, table, rows, saying])
