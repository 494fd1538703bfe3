import { assign, escalate, writeNote } from '#contract/cases.ts'
import { takeBackItem } from '#contract/items.ts'
import { setCaseAside } from '#contract/keeping.ts'
import { endSnooze, snooze } from '#contract/queue.ts'
import { withdrawEscalation } from '#contract/writing.ts'
import { noComplaintReasons, type NoComplaint } from '#domain/case/no-complaint.ts'
import type { SnoozeTime } from '#domain/case/snooze-times.ts'
import { ask } from '#web/api.ts'
import { becauseWords } from '#web/marks/because-words.ts'
import { newKey } from '#web/ui/new-key.ts'
import { momentWords } from '#web/ui/time-words.ts'
import { say } from '#web/words/say.ts'
import type { BulkTask } from './bulk-task.ts'
import type { Row } from './use-queue.ts'

/** What somebody has filled in for an action on several cases. */
export type Wish = {
  task: BulkTask
  who: string
  rung: string
  words: string
  /** How long they rest, by what the time is called; the first that is offered where nobody chose. */
  rest: SnoozeTime['is'] | null
  because: NoComplaint | null
}

type Done = { seq: number; id: string }

/** The command on each case, how it is told, and how it is taken back where it can be. */
export type Plan = {
  act: (row: Row) => Promise<Done>
  said: (count: number) => string
  undo?: (row: Row, done: Done) => Promise<unknown>
}

/** Whether everything is filled in that the action needs. */
export function isReady({ task, who, words, because }: Wish): boolean {
  switch (task) {
    case 'assign':
      return who !== ''
    case 'snooze':
    case 'note':
    case 'escalate':
      return words.trim() !== ''
    case 'set-aside':
      return because !== null
  }
}

/** What will be done to each case; `until` is when those that are to rest come back. */
export function planOf(wish: Wish, names: ReadonlyMap<string, string>, until: Temporal.Instant): Plan {
  switch (wish.task) {
    case 'assign':
      return assigning(wish, names.get(wish.who) ?? wish.who)
    case 'snooze':
      return snoozing(wish, until)
    case 'note':
      return {
        act: (row) => ask(writeNote, { ...on(row), body: wish.words }),
        said: (count) => say('{count, plural, one {Noted.} other {Noted on # cases.}}', { count }),
      }
    case 'escalate':
      return escalating(wish)
    case 'set-aside':
      // Nothing is run before a reason is chosen.
      return settingAside(wish.because ?? noComplaintReasons[0])
  }
}

const on = (row: Row) => ({ caseId: row.id, seq: row.seq, key: newKey() })

const assigning = ({ who }: Wish, name: string): Plan => ({
  act: (row) => ask(assign, { ...on(row), owner: who }),
  said: (count) =>
    say('{count, plural, one {Assigned to {name}.} other {# cases assigned to {name}.}}', { count, name }),
  undo: (row, { seq }) => ask(assign, { ...on(row), seq, owner: row.owner.id }),
})

const snoozing = ({ words }: Wish, until: Temporal.Instant): Plan => ({
  act: (row) => ask(snooze, { ...on(row), until: until.toString(), reason: words }),
  said: (count) =>
    say('{count, plural, one {It rests until {moment}.} other {# cases rest until {moment}.}}', {
      count,
      moment: momentWords(until, Temporal.Now.instant()),
    }),
  undo: (row, { seq }) => ask(endSnooze, { ...on(row), seq }),
})

const escalating = ({ rung, words }: Wish): Plan => ({
  act: (row) => ask(escalate, { ...on(row), ...(rung !== '' && { rung }), reason: words }),
  said: (count) => say('{count, plural, one {Offered upwards.} other {# cases offered upwards.}}', { count }),
  undo: (_, { id }) => ask(withdrawEscalation, { escalationId: id, key: newKey() }),
})

const settingAside = (because: NoComplaint): Plan => ({
  act: (row) => ask(setCaseAside, { ...on(row), because }),
  said: (count) =>
    say('{count, plural, one {Set aside: {because}.} other {# cases set aside: {because}.}}', {
      count,
      because: becauseWords(because),
    }),
  undo: (_, { id }) => ask(takeBackItem, { itemId: id, key: newKey() }),
})
