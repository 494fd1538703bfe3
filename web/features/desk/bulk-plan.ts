import { assign, escalate, writeNote } from '#contract/cases.ts'
import { endSnooze, snooze } from '#contract/queue.ts'
import { withdrawEscalation } from '#contract/writing.ts'
import { ask } from '#web/api.ts'
import { newKey } from '#web/ui/new-key.ts'
import { momentWords } from '#web/ui/time-words.ts'
import { say } from '#web/words/say.ts'
import type { BulkTask } from './bulk-task.ts'
import type { Row } from './use-queue.ts'

/** What somebody has filled in for an action on several cases. */
export type Wish = { task: BulkTask; who: string; rung: string; words: string; until: string }

type Done = { seq: number; id: string }

/** The command on each case, how it is told, and how it is taken back where it can be. */
export type Plan = {
  act: (row: Row) => Promise<Done>
  said: (count: number) => string
  undo?: (row: Row, done: Done) => Promise<unknown>
}

/** Whether everything is filled in that the action needs. */
export function isReady({ task, who, words, until }: Wish): boolean {
  switch (task) {
    case 'assign':
      return who !== ''
    case 'snooze':
      return until !== '' && words.trim() !== ''
    case 'note':
    case 'escalate':
      return words.trim() !== ''
  }
}

/** What will be done to each case. */
export function planOf(wish: Wish, names: ReadonlyMap<string, string>): Plan {
  switch (wish.task) {
    case 'assign':
      return assigning(wish, names.get(wish.who) ?? wish.who)
    case 'snooze':
      return snoozing(wish)
    case 'note':
      return {
        act: (row) => ask(writeNote, { ...on(row), body: wish.words }),
        said: (count) => say('{count, plural, one {Noted.} other {Noted on # cases.}}', { count }),
      }
    case 'escalate':
      return escalating(wish)
  }
}

const on = (row: Row) => ({ caseId: row.id, seq: row.seq, key: newKey() })

const assigning = ({ who }: Wish, name: string): Plan => ({
  act: (row) => ask(assign, { ...on(row), owner: who }),
  said: (count) =>
    say('{count, plural, one {Assigned to {name}.} other {# cases assigned to {name}.}}', { count, name }),
  undo: (row, { seq }) => ask(assign, { ...on(row), seq, owner: row.owner.id }),
})

const snoozing = ({ until, words }: Wish): Plan => ({
  act: (row) => ask(snooze, { ...on(row), until, reason: words }),
  said: (count) =>
    say('{count, plural, one {It rests until {moment}.} other {# cases rest until {moment}.}}', {
      count,
      moment: momentWords(Temporal.Instant.from(until), Temporal.Now.instant()),
    }),
  undo: (row, { seq }) => ask(endSnooze, { ...on(row), seq }),
})

const escalating = ({ rung, words }: Wish): Plan => ({
  act: (row) => ask(escalate, { ...on(row), ...(rung !== '' && { rung }), reason: words }),
  said: (count) => say('{count, plural, one {Offered upwards.} other {# cases offered upwards.}}', { count }),
  undo: (_, { id }) => ask(withdrawEscalation, { escalationId: id, key: newKey() }),
})
