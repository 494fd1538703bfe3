import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import type { z } from 'zod'
import type { CaseView } from '#contract/case-view.ts'
import { Problem, sentenceOf } from '#web/api.ts'
import { queries } from '#web/queries.ts'
import { Button } from '#web/ui/Button.tsx'
import { Bones, Face } from '#web/ui/Face.tsx'
import { useKeys } from '#web/ui/keys.ts'
import classes from './CasePage.module.css'
import { Chain } from './Chain.tsx'
import { Composer, type Asked } from './Composer.tsx'
import { Facts } from './Facts.tsx'
import { Head, type Task } from './Head.tsx'
import { OfferCard } from './OfferCard.tsx'
import { Owed } from './Owed.tsx'
import { Person } from './Person.tsx'
import { Tasks } from './Tasks.tsx'
import { Timeline } from './Timeline.tsx'
import { Why } from './Why.tsx'

type Begin = 'reply' | 'note' | 'escalate' | 'promise' | 'why' | undefined

/** One case: who, how bad, by when, whose turn and what next on top; what was said, owed and decided below. */
export function CasePage({ caseId, begin }: { caseId: string; begin: Begin }) {
  const { data: kase, error, refetch } = useQuery(queries.case(caseId))
  if (kase) return <Shown kase={kase} begin={begin} error={error} />
  return (
    <main className={classes['alone']}>
      {error ? (
        <Face
          says={
            error instanceof Problem && error.status === 404
              ? 'There is no such case.'
              : 'The case could not be read.'
          }
        >
          <p>{sentenceOf(error)}</p>
          <Button onClick={() => void refetch()}>Try again</Button>
        </Face>
      ) : (
        <Bones rows={6} height={72} label="The case is being read" />
      )}
    </main>
  )
}

type Shown = { kase: z.output<typeof CaseView>; begin: Begin; error: Error | null }

function Shown({ kase, begin, error }: Shown) {
  const { data: me } = useQuery(queries.me)
  const navigate = useNavigate()
  const [task, setTask] = useState<Task | null>(begin === 'escalate' || begin === 'promise' ? begin : null)
  const [asked, setAsked] = useState<Asked | null>(
    begin === 'reply' || begin === 'note' ? { what: begin } : null,
  )
  const write = (what: Asked['what']) => setAsked({ what })
  useEffect(() => {
    const before = document.title
    document.title = `${kase.person?.name ?? 'Erased person'}, case ${kase.number} · Evenhand`
    return () => {
      document.title = before
    }
  }, [kase.person, kase.number])
  useEffect(() => {
    if (begin === 'why') focusOn('why')
  }, [begin])
  const isOpen = kase.state === 'open'
  useKeys({
    r: () => write('reply'),
    n: () => write('note'),
    p: () => isOpen && setTask('promise'),
    e: () => isOpen && setTask('escalate'),
    w: () => focusOn('why'),
    f: () => focusOn('facts'),
    Escape: () => void navigate({ to: '/' }),
  })
  return (
    <main className={classes['case']}>
      <Head kase={kase} me={me?.handle} begin={setTask} write={write} />
      <aside className={`${classes['side']} ${classes['why']}`} aria-label="Owed and why">
        {error ? <p className={classes['stale']}>{sentenceOf(error)}</p> : null}
        {kase.offer ? <OfferCard kase={kase} offer={kase.offer} me={me?.handle} /> : null}
        <Owed kase={kase} />
        <Facts kase={kase} />
        <Why kase={kase} />
      </aside>
      <div className={classes['middle']}>
        <Chain kase={kase} me={me?.handle} />
        <Timeline kase={kase} me={me?.handle} />
        <Composer kase={kase} me={me?.handle} asked={asked} />
      </div>
      <aside className={`${classes['side']} ${classes['who']}`} aria-label="Person">
        <Person kase={kase} />
      </aside>
      {task ? <Tasks task={task} kase={kase} me={me?.handle} close={() => setTask(null)} /> : null}
    </main>
  )
}

/** Goes to a panel by key: its first control, or the panel itself. */
function focusOn(id: string) {
  const panel = document.querySelector<HTMLElement>(`#${id}`)
  const target = panel?.querySelector<HTMLElement>('input, select, button') ?? panel
  target?.focus()
  panel?.scrollIntoView({ block: 'nearest' })
}
