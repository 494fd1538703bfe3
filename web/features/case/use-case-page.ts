import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import type { z } from 'zod'
import type { CaseView } from '#contract/case-view.ts'
import { lastView } from '#web/last-view.ts'
import { queries } from '#web/queries.ts'
import { useCommands } from '#web/ui/commands.ts'
import { say } from '#web/words/say.ts'
import type { Asked } from './composer/use-composer.ts'
import { useDraft } from './composer/use-draft.ts'
import { useTakeBack } from './composer/use-sending.ts'
import { nameOn } from './name-on.ts'
import type { Part } from './person/Parts.tsx'
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
  const { keeper, aside, now } = useDraft({ caseId: kase.id, me: me?.handle ?? '' })
  const takeBackReply = useTakeBack(kase.id, keeper)
  const { before, after } = useNeighbours(kase.id)
  useTitle(kase)

  const goTo = (row: { id: string } | null) => {
    if (row) void navigate({ to: '/cases/$caseId', params: { caseId: row.id }, search: {}, replace: true })
  }
  const back = () => void navigate({ to: '/', search: lastView() })
  const takeBack = async (messageId: string) => {
    await takeBackReply(messageId)
    sayDone(null)
    setAsked({ what: 'reply' })
  }
  const [dated, noteDated] = useState('')
  const done = (said: string, named = '') => {
    setTask(null)
    sayDone(said)
    noteDated(named)
  }
  const act = (does: Deed['does']) => {
    if (does === 'reply' || does === 'note') {
      showPart('said')
      sayDone(null)
      setAsked({ what: does })
    } else if (does === 'why' || does === 'facts') focusOn(does, () => showPart('owed'))
    else if (does === 'links') focusOn('links', () => showPart('person'))
    else if (does === 'failures') focusOn('chain', () => showPart('said'))
    else {
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
    else if (begin && begin !== 'why') setTask(begin)
  }
  useEffect(() => {
    if (begin === 'why') focusOn('why', () => showPart('owed'))
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
    { key: ']', title: say('The next case'), act: () => goTo(after) },
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
    part,
    showPart,
    deeds,
    act,
    done,
    takeBack,
    goTo,
    back,
    after,
  }
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

/** Goes to a panel by key: its first control, or the panel itself. */
function focusOn(id: string, show: () => void) {
  show()
  // The panel may only now come into sight.
  requestAnimationFrame(() => {
    const panel = document.querySelector<HTMLElement>(`#${id}`)
    const target = panel?.querySelector<HTMLElement>('input, select, button') ?? panel
    target?.focus()
    panel?.scrollIntoView({ block: 'nearest' })
  })
}
