import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useId, useState, type KeyboardEvent } from 'react'
import { listCases } from '#contract/cases.ts'
import { worksOnCases } from '#domain/role.ts'
import { ask } from '#web/api.ts'
import { dueWords } from '#web/marks/due-words.ts'
import { queries, type CaseFilter } from '#web/queries.ts'
import { useAllCommands } from '#web/ui/commands.ts'
import { choiceId, PickList } from '#web/ui/PickList.tsx'
import { Sheet } from '#web/ui/Sheet.tsx'
import { useNow } from '#web/ui/use-now.ts'
import { say } from '#web/words/say.ts'
import { personWords, useFoundPeople } from './found-people.ts'
import { Keys } from './Keys.tsx'
import classes from './Palette.module.css'
import { isCalledSo, ranked } from './rank.ts'
import { takeLetters } from './type-ahead.ts'

type Entry = { id: string; title: string; place: string; key?: string; act: () => unknown }

/** Any action, and any case, by typing some of its name: what can be done here, where one can go, who one looks for. */
export function Palette({ close }: { close: () => void }) {
  const [typed, type] = useState('')
  const [marked, mark] = useState(0)
  const list = useId()
  const places = useAllCommands()
  const words = useRested(typed.trim())
  const { called, others } = useFoundCases(words)
  const people = usePeople(words)
  const actions = places.flatMap(({ place, commands }): Entry[] =>
    commands
      .filter(({ isMove }) => !isMove)
      .map(({ title, key, act }, at) => ({
        id: `${place} ${at} ${title}`,
        title,
        place,
        act,
        ...(key !== undefined && { key }),
      })),
  )
  const views = useOtherViews()
  const entries = [
    ...ranked([...actions, ...views], typed),
    ...people,
    ...called,
    ...useLookingFor(words),
    ...others,
  ]
  const chosen = Math.min(marked, entries.length - 1)
  const choose = (entry: Entry | undefined) => {
    if (!entry) return
    close()
    // The dialog gives the focus back first; what is done may want it elsewhere.
    setTimeout(() => void entry.act(), 0)
  }
  useEffect(() => () => void takeLetters(), [])
  const press = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined) mark((chosen + step + entries.length) % Math.max(1, entries.length))
    else if (event.key === 'Home') mark(0)
    else if (event.key === 'End') mark(entries.length - 1)
    else if (event.key === 'Enter') choose(entries[chosen])
    else return
    event.preventDefault()
  }
  return (
    <Sheet title={say('Any action')} close={close} isWide>
      <input
        className={classes['field']}
        data-autofocus
        role="combobox"
        aria-expanded
        aria-controls={list}
        aria-activedescendant={chosen >= 0 ? choiceId(list, chosen) : undefined}
        aria-autocomplete="list"
        aria-label={say('What to do, or whom to find')}
        placeholder={say('What to do, or whom to find')}
        autoComplete="off"
        spellCheck={false}
        value={typed}
        onFocus={() => {
          const before = takeLetters()
          if (before !== '') type(typed + before)
        }}
        onChange={(event) => {
          type(event.currentTarget.value)
          mark(0)
        }}
        onKeyDown={press}
      />
      <div className={classes['entries']}>
        <PickList
          id={list}
          label={say('Actions, people and cases')}
          marked={chosen}
          choices={entries.map((entry) => ({
            id: entry.id,
            name: entry.title,
            about: <About entry={entry} />,
          }))}
          pick={(id) => choose(entries.find((entry) => entry.id === id))}
        />
      </div>
      {entries.length === 0 ? <p className="supports">{say('Nothing is called so.')}</p> : null}
    </Sheet>
  )
}

function About({ entry: { place, key } }: { entry: Entry }) {
  return (
    <span className={classes['about']}>
      <span className="clip">{place}</span>
      {key === undefined ? null : <Keys struck={key} />}
    </span>
  )
}

/** What was typed, once somebody has rested: each look for a person is logged, and a letter more is none of its own. */
function useRested(words: string): string {
  const [rested, rest] = useState(words)
  useEffect(() => {
    const timer = setTimeout(() => rest(words), 250)
    return () => clearTimeout(timer)
  }, [words])
  return rested
}

/** The views of the queue that are no command of everybody's: what is there now and then, and what was kept. */
function useOtherViews(): Entry[] {
  const navigate = useNavigate()
  const { data: me } = useQuery(queries.me)
  const { data: kept } = useQuery({ ...queries.views, enabled: worksOnCases(me?.role) })
  if (!worksOnCases(me?.role)) return []
  const views: { id: string; name: string; filter: CaseFilter }[] = [
    { id: 'offered', name: say('Offered to me'), filter: { offered: 'me' } },
    { id: 'resting', name: say('Resting'), filter: { snoozed: 'only' } },
    ...(kept?.views ?? []),
  ]
  return views.map(({ id, name, filter }) => ({
    id: `view ${id}`,
    title: name,
    place: say('On the desk'),
    act: () => navigate({ to: '/', search: filter }),
  }))
}

/** People who are looked for; each leads to the case of theirs that comes first. */
function usePeople(words: string): Entry[] {
  const navigate = useNavigate()
  return useFoundPeople(words).flatMap((found) => {
    const [first] = found.cases
    if (!first) return []
    const { name, about } = personWords(found)
    return {
      id: `person ${found.person.id}`,
      title: name,
      place: about,
      act: () => navigate({ to: '/cases/$caseId', params: { caseId: first.id } }),
    }
  })
}

/** Everything in which the words stand, on the desk: what is done by Enter when nothing is called so. */
function useLookingFor(words: string): Entry[] {
  const navigate = useNavigate()
  const { data: me } = useQuery(queries.me)
  if (words.length < 2 || !worksOnCases(me?.role)) return []
  return [
    {
      id: 'look for',
      title: say('Look for “{words}” in all cases', { words }),
      place: say('On the desk'),
      act: () => navigate({ to: '/', search: { q: words } }),
    },
  ]
}

/** Cases of whoever is looked for: those that are called so, and those in which the words stand somewhere. */
function useFoundCases(words: string): { called: Entry[]; others: Entry[] } {
  const navigate = useNavigate()
  const now = useNow()
  const { data } = useQuery({
    queryKey: ['found', words],
    queryFn: () => ask(listCases, { q: words, state: 'any', limit: 8 }),
    enabled: words.length >= 2,
    staleTime: 10_000,
    placeholderData: (before) => before,
  })
  if (words.length < 2) return { called: [], others: [] }
  const entries = (data?.cases ?? []).map(({ id, number, subject, person, state, nextDueAt }) => ({
    id,
    title: `${person?.name ?? say('Erased person')} · ${subject}`,
    place:
      state === 'open' && nextDueAt !== null
        ? say('Case {number}, {due}', {
            number: String(number),
            due: dueWords(Temporal.Instant.from(nextDueAt), now),
          })
        : say('Case {number}, closed', { number: String(number) }),
    act: () => navigate({ to: '/cases/$caseId', params: { caseId: id } }),
  }))
  const { called = [], others = [] } = Object.groupBy(entries, ({ title }) =>
    isCalledSo(title, words) ? 'called' : 'others',
  )
  return { called, others }
}
