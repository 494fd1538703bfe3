import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { z } from 'zod'
import type { CaseView } from '#contract/case-view.ts'
import { Moment } from '#web/ui/Moment.tsx'
import { useNow } from '#web/ui/use-now.ts'
import { say } from '#web/words/say.ts'
import { Accounts } from './Accounts.tsx'
import { Lookers } from '../facts/Facts.tsx'
import { languageWord } from './language-word.ts'
import { LinkedCases } from './LinkedCases.tsx'
import classes from './Person.module.css'
import { TheirTime } from './TheirTime.tsx'

type View = z.output<typeof CaseView>

/** Who complains: what is good to know, their accounts, their other cases. */
export function Person({ kase, claims, describe }: { kase: View; claims: ReactNode; describe: () => void }) {
  const others = kase.aboutPerson?.otherCases ?? []
  return (
    <>
      <Accounts kase={kase} />
      <GoodToKnow kase={kase} describe={describe} />
      <LinkedCases kase={kase} />
      {others.length > 0 ? (
        <section aria-labelledby="others-title">
          <h2 className="title" id="others-title">
            {say('Other cases')}
          </h2>
          <ul className={classes['others']}>
            {others.map(({ id, subject, state, openedAt }) => (
              <li key={id}>
                <Link className="link clip" to="/cases/$caseId" params={{ caseId: id }}>
                  {subject || say('No subject')}
                </Link>
                <span className="small waits">
                  {stateWord(state)} <Moment at={openedAt} />
                </span>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      <SoFar kase={kase} />
      {claims}
      <Lookers kase={kase}>
        <p className="small">
          {kase.isPublic
            ? say('Something was said in public.')
            : say('Nothing was said in public that we know of.')}
        </p>
      </Lookers>
    </>
  )
}

function stateWord(state: string): string {
  if (state === 'open') return say('open, since')
  return state === 'closed' ? say('settled, from') : say('went on elsewhere, from')
}

/** What spares the person being asked twice; what nobody knows is said to be unknown. */
function GoodToKnow({ kase, describe }: { kase: View; describe: () => void }) {
  const now = useNow()
  const about = kase.aboutPerson
  if (!about) return null
  const { language, zone, goodToKnow } = about
  return (
    <section aria-labelledby="good-title">
      <h2 className={`title ${classes['titled']}`} id="good-title">
        {say('Good to know')}
        <button type="button" className="link" onClick={describe}>
          {say('Change')}
        </button>
      </h2>
      {goodToKnow ? <p className={classes['good']}>{goodToKnow}</p> : null}
      <dl className={classes['numbers']}>
        <div>
          <dt>{say('Language')}</dt>
          <dd>{language === null ? <NotKnown /> : languageWord(language)}</dd>
        </div>
        <div>
          <dt>{say('Time zone')}</dt>
          <dd>{zone ?? <NotKnown />}</dd>
        </div>
      </dl>
      <p className="small waits">
        <TheirTime at={now} zone={zone} name={kase.person?.name ?? ''} />
      </p>
    </section>
  )
}

const NotKnown = () => <span className={classes['unknown']}>{say('Not known')}</span>

function SoFar({ kase }: { kase: View }) {
  return (
    <section aria-labelledby="so-far-title">
      <h2 className="title" id="so-far-title">
        {say('So far')}
      </h2>
      <dl className={classes['numbers']}>
        <div>
          <dt>{say('Opened')}</dt>
          <dd>
            <Moment at={kase.openedAt} />
          </dd>
        </div>
        <div>
          <dt>{say('Contacts')}</dt>
          <dd>{kase.contacts}</dd>
        </div>
        <div>
          <dt>{say('Failed')}</dt>
          <dd>{kase.failures}</dd>
        </div>
        <div>
          <dt>{say('Dates missed')}</dt>
          <dd>{kase.missed}</dd>
        </div>
      </dl>
    </section>
  )
}
