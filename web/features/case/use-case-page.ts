import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import type { z } from 'zod'
import type { CaseView } from '#contract/case-view.ts'
import { lastView } from '#web/last-view.ts'
import { queries } from '#web/queries.ts'
import { useIsPainted } from '#web/ui/after-paint.ts'
import { useCommands } from '#web/ui/commands.ts'
import { instantAt } from '#web/ui/date-field.ts'
import { hereZone } from '#web/ui/time-words.ts'
import { say } from '#web/words/say.ts'
import type { Asked } from './composer/use-composer.ts'
import { useDraft } from './composer/use-draft.ts'
import { useTakeBack } from './composer/use-sending.ts'
import { datedIn, type Dated } from './dated-in.ts'
import { nameOn } from './name-on.ts'
import type { Part } from './person/Parts.tsx'
import { nextOfMineQuery } from './next-of-mine.ts'
import { printWhole } from './print-whole.ts'
import { tasksOn, type Deed, type Task } from './tasks/tasks-on.ts'
import { useNeighbours } from './use-neighbours.ts'

type View = z.output<typeof CaseView>

/** What a key elsewhere asks for when it opens a case. */
export type Begin = 'reply' | 'note' | 'escalate' | 'promise' | 'ask-settled' | 'why' | undefined

/** What was just done, or that it cannot be done before something else was. */
type Told = { sentence: string; isRefused: boolean }

/** What is done on a case by its keys and buttons: which sheet is open, what is to be written, what was just done, where one goes on. */
export function useCasePage(kase: View, begin: Begin) {
  const { data: me } = useQuery(queries.me)
  const navigate = useNavigate()
  const [task, setTask] = useState<Task | null>(null)
  const [asked, setAsked] = useState<Asked | null>(null)
  const [told, tell] = useState<Told | null>(null)
  const sayDone = (sentence: string | null) => tell(sentence === null ? null : { sentence, isRefused: false })
  const [part, showPart] = useState<Part>('said')
  // The head answers first, in the frame after the key; everything below it follows in the next.
  const isRestDrawn = useIsPainted()
  const [panel, goToPanel] = useState<{ id: string } | null>(null)
  useEffect(() => {
    if (panel && isRestDrawn) focusOn(panel.id)
  }, [panel, isRestDrawn])
  const { keeper, aside, now } = useDraft({ caseId: kase.id, me: me?.handle ?? '' })
  const takeBackReply = useTakeBack(kase.id, keeper)
  const neighbours = useNeighbours(kase.id)
  const { before, after } = neighbours
  const { next, goOn } = useNext(kase.id, told, neighbours)
  useTitle(kase)

  const goTo = useGoTo()
  const back = () => void navigate({ to: '/', search: lastView() })
  const takeBack = async (messageId: string) => {
    await takeBackReply(messageId)
    sayDone(null)
    setAsked({ what: 'reply' })
  }
  const [named, noteNamed] = useState<readonly Dated[]>([])
  const dated = named.find((one) => !isPromised(kase, one)) ?? null
  const done = (said: string, spoken: readonly string[] = []) => {
    setTask(null)
    sayDone(said)
    const here = hereZone()
    const theirs = kase.aboutPerson?.zone ?? here
    noteNamed(datedIn(spoken, Temporal.Now.zonedDateTimeISO(theirs), here))
  }
  const act = (does: Deed['does']) => {
    if (does === 'reply' || does === 'note') {
      showPart('said')
      sayDone(null)
      setAsked({ what: does })
    } else if (does === 'why' || does === 'facts' || does === 'links' || does === 'failures') {
      const { id, within } = panels[does]
      showPart(within)
      goToPanel({ id })
    } else {
      sayDone(null)
      setTask(does)
    }
  }
  // What a key elsewhere asked for is done when the case is shown, and again when the address asks anew.
  const [begun, noteBegun] = useState<Begin>()
  if (begin !== begun) {
    noteBegun(begin)
    if (begin) sayDone(null)
    if (begin === 'reply' || begin === 'note') setAsked({ what: begin })
    else if (begin === 'why') act('why')
    else if (begin) setTask(begin)
  }
  useEffect(() => {
    // Once: what was asked for can be asked for again, and a reload does not begin anew.
    if (begin) void navigate({ to: '/cases/$caseId', params: { caseId: kase.id }, search: {}, replace: true })
  }, [begin, kase.id, navigate])
  const deeds = tasksOn(kase, me)
  useCommands(say('On the case'), [
    ...deeds.map(({ key, words, does }) => ({
      ...(key !== null && { key }),
      title: words,
      act: () => act(does),
    })),
    ...tooEarly(kase).map(({ key, title }) => ({
      key,
      title,
      act: () =>
        tell({
          sentence: say(
            'Nothing has been done yet that could have settled it. Write down what was done first.',
          ),
          isRefused: true,
        }),
      isMove: true,
    })),
    { key: 'w', title: say('Why it is here'), act: () => act('why') },
    { key: 'f', title: say('The facts'), act: () => act('facts') },
    { title: say('Print the case'), act: () => void printWhole() },
    { key: ']', title: say('The next case'), act: () => (next === null ? goTo(after) : goOn()) },
    { key: '[', title: say('The case before'), act: () => goTo(before) },
    { key: 'Escape', title: say('Back to the desk'), act: back, isMove: true },
  ])
  return {
    me,
    keeper,
    aside,
    now,
    task,
    setTask,
    asked,
    told,
    sayDone,
    dated,
    keptDate: () => noteNamed(named.filter((one) => one !== dated)),
    part,
    showPart,
    isRestDrawn,
    deeds,
    act,
    done,
    takeBack,
    next,
    goOn,
    leave: () => (after ? goTo(after) : back()),
    back,
  }
}

/** Whether it is promised for that very moment already. */
const isPromised = ({ deadlines }: View, { when }: Dated) => {
  const dueAt = when === null ? null : instantAt(when)
  return deadlines.some(
    ({ kind, state, ...promise }) =>
      kind === 'promise' && state === 'running' && dueAt?.equals(promise.dueAt) === true,
  )
}

function useGoTo() {
  const navigate = useNavigate()
  return (row: { id: string } | null) => {
    if (row) void navigate({ to: '/cases/$caseId', params: { caseId: row.id }, search: {}, replace: true })
  }
}

type Neighbours = ReturnType<typeof useNeighbours>

/**
 * Where one goes on once something was done: what is most pressing of one’s own, and where nothing waits for oneself, the next of
 * the queue that one came from. Null before anything was done, and where there is nothing to go on with.
 */
function useNext(caseId: string, told: Told | null, { after, isFromQueue }: Neighbours) {
  const client = useQueryClient()
  const goTo = useGoTo()
  const isDone = told !== null && !told.isRefused
  const query = nextOfMineQuery(caseId, told?.sentence ?? '')
  const { data: mine, isPending } = useQuery({ ...query, enabled: isDone })
  const orElse = (row: typeof mine) => row ?? (isFromQueue ? after : null)
  return {
    // Pressed before it is known, it goes there as soon as it is.
    next: !isDone ? null : isPending ? 'read' : orElse(mine),
    goOn: () => void client.ensureQueryData(query).then((row) => goTo(orElse(row))),
  } as const
}

/** What can be asked only once something was done: its keys say so before. */
const tooEarly = ({ state, closing }: View) =>
  state === 'open' && closing.lacks.silence.some(({ lack }) => lack === 'action')
    ? [
        { key: 'Q', title: say('Ask whether it is settled') },
        { key: 'T', title: say('A call that nobody took') },
      ]
    : []

function useTitle({ number, ...kase }: View) {
  const name = nameOn(kase)
  useEffect(() => {
    const before = document.title
    document.title = say('{name}, case {number} · Evenhand', {
      name,
      number: String(number),
    })
    return () => {
      document.title = before
    }
  }, [name, number])
}

/** The panels that one goes to by a key, and the part of the page that each is in. */
const panels = {
  why: { id: 'why', within: 'owed' },
  facts: { id: 'facts', within: 'owed' },
  links: { id: 'links', within: 'person' },
  failures: { id: 'chain', within: 'said' },
} as const

/** Goes to a panel by key: its first control, or the panel itself. */
function focusOn(id: string) {
  // The panel may only now come into sight.
  requestAnimationFrame(() => {
    const panel = document.querySelector<HTMLElement>(`#${id}`)
    const target = panel?.querySelector<HTMLElement>('input, select, button') ?? panel
    target?.focus()
    panel?.scrollIntoView({ block: 'nearest' })
  })
}
