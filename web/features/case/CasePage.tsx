import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useState, type ReactNode } from 'react'
import type { z } from 'zod'
import type { CaseView } from '#contract/case-view.ts'
import { Problem, sentenceOf } from '#web/api.ts'
import { lastView } from '#web/last-view.ts'
import { queries } from '#web/queries.ts'
import { Button } from '#web/ui/Button.tsx'
import { useIsPainted } from '#web/ui/after-paint.ts'
import { useCommands } from '#web/ui/commands.ts'
import { Bones, Face } from '#web/ui/Face.tsx'
import { usePrinting } from '#web/ui/use-printing.ts'
import { say } from '#web/words/say.ts'
import classes from './CasePage.module.css'
import { Chain } from './Chain.tsx'
import { Closing } from './settling/Closing.tsx'
import { Composer } from './composer/Composer.tsx'
import { DangerCard } from './DangerCard.tsx'
import { NobodyIsCalled } from './NobodyIsCalled.tsx'
import { EvidenceCard } from './EvidenceCard.tsx'
import { DoneLine } from './DoneLine.tsx'
import { Facts } from './facts/Facts.tsx'
import { Head } from './Head.tsx'
import { nameOn } from './name-on.ts'
import { OfferCard } from './OfferCard.tsx'
import { Owed } from './Owed.tsx'
import { Parts, type Part } from './person/Parts.tsx'
import { Person } from './person/Person.tsx'
import { Signings } from './composer/Signings.tsx'
import { tasksOn, type Deed, type Task } from './tasks/tasks-on.ts'
import { Tasks } from './tasks/Tasks.tsx'
import { Timeline } from './timeline/Timeline.tsx'
import { useDraft } from './composer/use-draft.ts'
import { useMentionsSeen } from './timeline/use-mentions-seen.ts'
import { useNeighbours } from './use-neighbours.ts'
import { useOpenFolds } from './timeline/use-open-folds.ts'
import { usePresence } from './composer/use-presence.ts'
import { useTakeBack } from './composer/use-sending.ts'
import type { Asked } from './composer/use-composer.ts'
import { Why } from './facts/Why.tsx'

type Begin = 'reply' | 'note' | 'escalate' | 'promise' | 'why' | undefined

/** What stands beside a case; where there is room for one part alone, a key of it shows the part that it is in. */
type Beside = (show: () => void) => ReactNode

type Given = { begin: Begin; claims: Beside; remedies: Beside }

/** One case: who, how bad, by when, whose turn and what next on top; what was said, owed and decided below. */
export function CasePage({ caseId, ...given }: Given & { caseId: string }) {
  const { data: kase, error, refetch } = useQuery(queries.case(caseId))
  if (kase) return <Shown kase={kase} {...given} error={error} />
  return (
    <main className={classes['alone']}>
      {error ? (
        error instanceof Problem && error.status === 404 ? (
          <Face says={say('There is no such case.')} />
        ) : (
          <Face says={say('The case could not be read.')}>
            <p>{sentenceOf(error)}</p>
            <Button onClick={() => void refetch()}>{say('Try again')}</Button>
          </Face>
        )
      ) : (
        <Bones rows={6} height={72} label={say('The case is being read')} />
      )}
    </main>
  )
}

type Shown = Given & { kase: z.output<typeof CaseView>; error: Error | null }

function Shown({ kase, begin, claims, remedies, error }: Shown) {
  const { data: me } = useQuery(queries.me)
  const navigate = useNavigate()
  const [task, setTask] = useState<Task | null>(null)
  const [asked, setAsked] = useState<Asked | null>(null)
  const [sentence, sayDone] = useState<string | null>(null)
  const [part, showPart] = useState<Part>('said')
  const { keeper, now } = useDraft(kase.id)
  const takeBackReply = useTakeBack(kase.id, keeper)
  const isWriting = now.isTouched && now.draft.body.trim() !== ''
  // The head answers first, in the frame after the key; what was said follows in the next.
  const isRestDrawn = useIsPainted()
  const others = usePresence(kase.id, isWriting ? 'writing' : 'looking', isRestDrawn)
  const { before, after } = useNeighbours(kase.id)
  useMentionsSeen(kase, me?.handle)
  useOpenFolds()
  // Drawn anew for paper, where people and moments are told in full.
  usePrinting()
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
    else if (begin === 'escalate' || begin === 'promise') setTask(begin)
  }
  useEffect(() => {
    if (begin === 'why') focusOn('why', () => showPart('owed'))
    // Once: what was asked for can be asked for again, and a reload does not begin anew.
    if (begin) void navigate({ to: '/cases/$caseId', params: { caseId: kase.id }, search: {}, replace: true })
  }, [begin, kase.id, navigate])
  const isComplaint = kase.state !== 'taken-back'
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
        sayDone(say('Nothing has been done yet that could have settled it. Write down what was done first.')),
      isMove: true,
    })),
    { key: 'w', title: say('Why it is here'), act: () => act('why') },
    { key: 'f', title: say('The facts'), act: () => act('facts') },
    { key: ']', title: say('The next case'), act: () => goTo(after) },
    { key: '[', title: say('The case before'), act: () => goTo(before) },
    { key: 'Escape', title: say('Back to the desk'), act: back, isMove: true },
  ])
  return (
    <main className={classes['case']} data-part={part}>
      <Head kase={kase} me={me?.handle} deeds={deeds} others={others} act={act} back={back} />
      <Parts part={part} show={showPart} />
      <div className={classes['middle']}>
        <Chain kase={kase} me={me?.handle} />
        {isRestDrawn ? (
          <>
            <Timeline kase={kase} me={me} takeBack={takeBack} />
            {sentence === null ? null : (
              <DoneLine
                sentence={sentence}
                promise={dated !== '' && !isPromised(kase) ? () => setTask('promise') : null}
                next={after}
                goOn={() => goTo(after)}
                goBack={back}
              />
            )}
            <Signings kase={kase} me={me?.handle} takeBack={takeBack} done={done} />
            <Composer
              kase={kase}
              me={me}
              asked={asked}
              keeper={keeper}
              written={now}
              write={act}
              takeBack={takeBack}
              done={done}
            />
          </>
        ) : null}
      </div>
      <aside className={`${classes['side']} ${classes['why']}`} aria-label={say('Owed and why')}>
        {error ? <p className={classes['stale']}>{sentenceOf(error)}</p> : null}
        <div className={classes['first']}>
          {kase.danger ? <DangerCard kase={kase} danger={kase.danger} /> : null}
          <NobodyIsCalled kase={kase} />
          <EvidenceCard kase={kase} />
          {kase.offer ? <OfferCard kase={kase} offer={kase.offer} me={me?.handle} /> : null}
        </div>
        <Owed kase={kase} />
        {isRestDrawn && isComplaint ? (
          <>
            <Closing kase={kase} hear={() => act('word')} />
            {remedies(() => showPart('owed'))}
            <Facts kase={kase} />
          </>
        ) : null}
        <Why kase={kase} />
      </aside>
      <aside className={`${classes['side']} ${classes['who']}`} aria-label={say('Person')}>
        {isRestDrawn ? (
          <Person
            kase={kase}
            claims={claims(() => showPart('person'))}
            describe={() => setTask('describe')}
          />
        ) : null}
      </aside>
      {task ? (
        <Tasks
          task={task}
          kase={kase}
          me={me?.handle}
          close={() => setTask(null)}
          done={done}
          leave={() => (after ? goTo(after) : back())}
          undone={() => sayDone(null)}
          dated={dated}
        />
      ) : null}
    </main>
  )
}

/** What can be asked only once something was done: its keys say so before. */
const tooEarly = ({ state, closing }: Shown['kase']) =>
  state === 'open' && closing.lacks.silence.some(({ lack }) => lack === 'action')
    ? [
        { key: 'Q', title: say('Ask whether it is settled') },
        { key: 'T', title: say('A call that nobody took') },
      ]
    : []

function useTitle({ number, ...kase }: Shown['kase']) {
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

/** Whether something is promised that is still to be done. */
const isPromised = ({ deadlines }: Shown['kase']) =>
  deadlines.some(({ kind, state }) => kind === 'promise' && state === 'running')
