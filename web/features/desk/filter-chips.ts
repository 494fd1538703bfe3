import { severityWord } from '#web/marks/SeverityMark.tsx'
import type { CaseFilter } from '#web/queries.ts'
import { isSameFilter } from '#web/views.ts'
import { heard } from '#web/words/heard.ts'
import { say } from '#web/words/say.ts'

/** A filter that is on, in words, and what drops it; what is always on cannot be dropped. */
type FilterChip = { name: string; words: string; drop: CaseFilter | undefined }

type Known = {
  rungs: readonly { id: string; title: string }[]
  members: readonly { id: string; name: string }[]
}

/** The filters that are on, in words. */
export function filterChips(filter: CaseFilter, { rungs, members }: Known): FilterChip[] {
  const { owner, rung, due, turn, severity, team, offered, mentions, snoozed, state, q } = filter
  return [
    ...chip('owner', owner && ownerWords(owner, members)),
    ...chip('offered', offered && say('Offered to me')),
    ...chip('mentions', mentions && say('A note names me')),
    ...chip('turn', turn && turnWords(turn)),
    ...(state === undefined || isSameFilter({ state, q }, { q })
      ? [{ name: 'state', words: q === undefined ? say('Open') : everywhereWords(filter), drop: undefined }]
      : chip('state', stateWords(state))),
    ...chip('snoozed', snoozed && (snoozed === 'only' ? say('Resting') : say('Also those that rest'))),
    ...chip('due', due && dueFilterWords(due)),
    ...chip('severity', severity === undefined ? undefined : severityWords(severity)),
    ...chip(
      'public',
      filter.public === undefined ? undefined : filter.public ? say('Public') : say('Private'),
    ),
    ...chip('team', team),
    ...chip('rung', rung && heard(rungs.find(({ id }) => id === rung)?.title ?? rung)),
  ]
}

const chip = (name: keyof CaseFilter, words: string | undefined): FilterChip[] =>
  words === undefined ? [] : [{ name, words, drop: { [name]: undefined } }]

const everywhereWords = (filter: CaseFilter): string =>
  isSameFilter({ ...filter, q: undefined }, {}) ? say('Everywhere, open and closed') : say('Open and closed')

const ownerWords = (owner: string, members: Known['members']): string =>
  owner === 'me' ? say('Mine') : (members.find(({ id }) => id === owner)?.name ?? owner)

const severityWords = (severity: number): string =>
  severity === 5 ? severityWord(5) : say('{severity} or worse', { severity: severityWord(severity) })

function turnWords(turn: NonNullable<CaseFilter['turn']>): string {
  switch (turn) {
    case 'ours':
      return say('Our turn')
    case 'customers':
      return say('Customer’s turn')
    case 'owners':
      return say('Something to do')
    case 'others':
      return say('Somebody else’s turn')
  }
}

function stateWords(state: NonNullable<CaseFilter['state']>): string {
  switch (state) {
    case 'open':
      return say('Open')
    case 'closed':
      return say('Closed')
    case 'merged':
      return say('Merged')
    case 'any':
      return say('Open and closed')
  }
}

function dueFilterWords(due: NonNullable<CaseFilter['due']>): string {
  switch (due) {
    case 'late':
      return say('Late')
    case 'today':
      return say('Within a day')
    case 'week':
      return say('Within a week')
  }
}
