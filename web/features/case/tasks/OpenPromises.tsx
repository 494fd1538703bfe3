import type { z } from 'zod'
import type { CaseView } from '#contract/case-view.ts'
import { Moment } from '#web/ui/Moment.tsx'
import { Note } from '#web/ui/Note.tsx'
import { say } from '#web/words/say.ts'

/** The promises that stay open when a case goes to somebody else, and whose they are. */
export function OpenPromises({ kase }: { kase: Pick<z.output<typeof CaseView>, 'deadlines'> }) {
  const open = kase.deadlines.flatMap(({ id, dueAt, promise, state }) =>
    promise && (state === 'running' || state === 'paused') ? [{ id, dueAt, ...promise }] : [],
  )
  if (open.length === 0) return null
  return (
    <Note tone="warn">
      {say('What is promised stays promised, by whoever promised it:')}
      <ul>
        {open.map(({ id, what, giver, dueAt }) => (
          <li key={id}>
            {giver.name}: {what || say('Promised')} <Moment at={dueAt} />
          </li>
        ))}
      </ul>
    </Note>
  )
}
