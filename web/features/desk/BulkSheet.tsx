import { useQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { snoozeTimes, type SnoozeTime } from '#domain/case/snooze-times.ts'
import { sentenceOf } from '#web/api.ts'
import { queries } from '#web/queries.ts'
import { offerUndo } from '#web/undo.ts'
import { Button } from '#web/ui/Button.tsx'
import { Sheet, SheetEnd } from '#web/ui/Sheet.tsx'
import { hereZone } from '#web/ui/time-words.ts'
import { useNow } from '#web/ui/use-now.ts'
import { useSendKey } from '#web/ui/use-send-key.ts'
import { say } from '#web/words/say.ts'
import { AsideFields, AssignFields, EscalateFields, NoteFields, SnoozeFields } from './BulkFields.tsx'
import { isReady, planOf, type Wish } from './bulk-plan.ts'
import type { BulkTask } from './bulk-task.ts'
import { runOnAll } from './run-on-all.ts'
import type { Row } from './use-queue.ts'

type Props = { task: BulkTask; rows: readonly Row[]; close: () => void; done: (said: string) => void }

/** One short task for one case or many: the same command on each, and a line that says what came of it. */
export function BulkSheet({ task, rows, close, done }: Props) {
  const { data: people } = useQuery(queries.everybody)
  const [wish, setWish] = useState<Wish>({ task, who: '', rung: '', words: '', rest: null, because: null })
  const [isRunning, setRunning] = useState(false)
  const form = useSendKey()
  const names = new Map((people?.members ?? []).map(({ id, name }) => [id, name]))
  const now = useNow()
  const times = snoozeTimes(now, hereZone(), soonestDue(rows))
  const time = times.find(({ is }) => is === wish.rest) ?? times[0]
  const plan = planOf(wish, names, time?.until ?? now)
  const canDo = isReady(wish) && (task !== 'snooze' || time !== undefined)
  const run = async () => {
    setRunning(true)
    const { done: made, refused } = await runOnAll(rows, plan.act)
    setRunning(false)
    const { undo } = plan
    if (made.length > 0 && undo)
      offerUndo({
        sentence: plan.said(made.length),
        undo: () => Promise.all(made.map(({ row, answer }) => undo(row, answer))),
      })
    // What can be taken back is told where it can be; what was refused stays until it is read.
    const isTold = refused.length === 0 && undo !== undefined
    done(isTold ? '' : resultWords(made.length === 0 ? '' : plan.said(made.length), refused))
  }
  const change = (changed: Partial<Wish>) => setWish((before) => ({ ...before, ...changed }))
  return (
    <Sheet title={titleOf(task, rows)} close={close}>
      <form
        ref={form}
        style={{ display: 'contents' }}
        onSubmit={(event) => {
          event.preventDefault()
          if (canDo && !isRunning) void run()
        }}
      >
        {fieldsOf({ wish, rows, change, times, time, now })}
        <SheetEnd>
          <Button look="bare" onClick={close}>
            {say('Not now')}
          </Button>
          <Button type="submit" look="go" busy={isRunning} disabled={!canDo} keyName="mod+Enter">
            {verbOf(task)}
          </Button>
        </SheetEnd>
      </form>
    </Sheet>
  )
}

export type FieldsProps = {
  wish: Wish
  rows: readonly Row[]
  change: (changed: Partial<Wish>) => void
  /** Until when they may rest all together, and which of these times is chosen. */
  times: readonly SnoozeTime[]
  time: SnoozeTime | undefined
  now: Temporal.Instant
}

/** None of them rests beyond what is owed next on any. */
const soonestDue = (rows: readonly Row[]): Temporal.Instant | null =>
  rows
    .flatMap(({ nextDueAt }) => (nextDueAt === null ? [] : [Temporal.Instant.from(nextDueAt)]))
    .toSorted((a, b) => Temporal.Instant.compare(a, b))[0] ?? null

function fieldsOf(props: FieldsProps): ReactNode {
  switch (props.wish.task) {
    case 'assign':
      return <AssignFields {...props} />
    case 'snooze':
      return <SnoozeFields {...props} />
    case 'note':
      return <NoteFields {...props} />
    case 'escalate':
      return <EscalateFields {...props} />
    case 'set-aside':
      return <AsideFields {...props} />
  }
}

function verbOf(task: BulkTask): string {
  switch (task) {
    case 'assign':
      return say('Give it')
    case 'snooze':
      return say('Let it rest')
    case 'note':
      return say('Write it down')
    case 'escalate':
      return say('Offer it')
    case 'set-aside':
      return say('Set them aside')
  }
}

function titleOf(task: BulkTask, rows: readonly Row[]): string {
  const count = rows.length
  const name = rows[0]?.person?.name ?? say('Erased person')
  switch (task) {
    case 'assign':
      return say(
        '{count, plural, one {Give {name}’s case to a colleague} other {Give # cases to a colleague}}',
        {
          count,
          name,
        },
      )
    case 'snooze':
      return say('{count, plural, one {Let {name}’s case rest} other {Let # cases rest}}', { count, name })
    case 'note':
      return say('{count, plural, one {A note on {name}’s case} other {A note on each of # cases}}', {
        count,
        name,
      })
    case 'escalate':
      return say('{count, plural, one {Escalate {name}’s case} other {Escalate # cases}}', { count, name })
    case 'set-aside':
      return say('{count, plural, one {{name}’s case is no complaint} other {# cases are no complaints}}', {
        count,
        name,
      })
  }
}

/** What was done, then whom it was refused for and why, in the words of the refusal. */
function resultWords(said: string, refused: readonly { row: Row; because: unknown }[]): string {
  if (refused.length === 0) return said
  const told = refused
    .slice(0, 3)
    .map(({ row, because }) =>
      say('{name}: {because}', {
        name: row.person?.name ?? row.subject,
        because: sentenceOf(because),
      }),
    )
    .join(' ')
  return say('{said} {count, plural, one {# was refused.} other {# were refused.}} {told}', {
    said,
    count: refused.length,
    told,
  }).trim()
}
