import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { z } from 'zod'
import type { CaseView } from '#contract/case-view.ts'
import { Problem, sentenceOf } from '#web/api.ts'
import { queries } from '#web/queries.ts'
import { Button } from '#web/ui/Button.tsx'
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
import { DoneLine, FirstLine } from './DoneLine.tsx'
import { Facts } from './facts/Facts.tsx'
import { Head } from './Head.tsx'
import { OfferCard } from './OfferCard.tsx'
import { Owed } from './Owed.tsx'
import { Parts } from './person/Parts.tsx'
import { Person } from './person/Person.tsx'
import { Signings } from './composer/Signings.tsx'
import { Tasks } from './tasks/Tasks.tsx'
import { Timeline } from './timeline/Timeline.tsx'
import { useMentionsSeen } from './timeline/use-mentions-seen.ts'
import { useOpenFolds } from './timeline/use-open-folds.ts'
import { usePresence } from './composer/use-presence.ts'
import { useCasePage, type Begin } from './use-case-page.ts'
import { Why } from './facts/Why.tsx'

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
  const page = useCasePage(kase, begin)
  const { me, keeper, aside, now, task, setTask, part, showPart, act, done, takeBack } = page
  const { isRestDrawn } = page
  const isWriting = now.isTouched && now.draft.body.trim() !== ''
  const others = usePresence(kase.id, isWriting ? 'writing' : 'looking', isRestDrawn)
  useMentionsSeen(kase, me?.handle)
  useOpenFolds()
  // Drawn anew for paper, where people and moments are told in full.
  usePrinting()
  const isComplaint = kase.state !== 'taken-back'
  return (
    <main className={classes['case']} data-part={part}>
      <Head kase={kase} me={me?.handle} deeds={page.deeds} others={others} act={act} back={page.back} />
      <Parts part={part} show={showPart} />
      <div className={classes['middle']}>
        {isRestDrawn ? (
          <>
            <Chain kase={kase} me={me?.handle} />
            <Timeline kase={kase} me={me} takeBack={takeBack} />
            {page.told?.isRefused ? (
              <FirstLine sentence={page.told.sentence} goOn={() => act('deed')} />
            ) : page.told ? (
              <DoneLine
                sentence={page.told.sentence}
                promise={page.dated && { ...page.dated, keep: () => setTask('promise') }}
                next={page.next}
                goOn={page.goOn}
                goBack={page.back}
              />
            ) : null}
            <Signings kase={kase} me={me?.handle} takeBack={takeBack} done={done} />
            <Composer
              kase={kase}
              me={me}
              asked={page.asked}
              keeper={keeper}
              aside={aside}
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
        {isRestDrawn ? (
          <>
            <div className={classes['first']}>
              {kase.danger ? <DangerCard kase={kase} danger={kase.danger} /> : null}
              <NobodyIsCalled kase={kase} />
              <EvidenceCard kase={kase} />
              {kase.offer ? <OfferCard kase={kase} offer={kase.offer} me={me?.handle} /> : null}
            </div>
            <Owed kase={kase} />
            {isComplaint ? (
              <>
                <Closing kase={kase} hear={() => act('word')} />
                {remedies(() => showPart('owed'))}
                <Facts kase={kase} />
              </>
            ) : null}
            <Why kase={kase} />
          </>
        ) : null}
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
          leave={page.leave}
          undone={() => page.sayDone(null)}
          dated={page.dated}
          keptDate={page.keptDate}
        />
      ) : null}
    </main>
  )
}
