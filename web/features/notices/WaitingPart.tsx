import { Link } from '@tanstack/react-router'
import { Moment } from '#web/ui/Moment.tsx'
import { say } from '#web/words/say.ts'
import { noticeKindWords } from './notice-kind-words.ts'
import classes from './Notices.module.css'
import type { NoticesView } from './notices-query.ts'

/** What waits to be told, for who wants to look before it comes. */
export function WaitingPart({ told: { waiting } }: { told: NoticesView }) {
  return (
    <section className={classes['part']} aria-labelledby="waiting-told">
      <h2 id="waiting-told">{say('What waits')}</h2>
      {waiting.length === 0 ? (
        <p className="supports">{say('Nothing waits to be told.')}</p>
      ) : (
        <ul className={classes['list']}>
          {waiting.map(({ id, caseId, number, kind, at }) => (
            <li key={id} className={classes['item']}>
              <div>
                <Link className="link" to="/cases/$caseId" params={{ caseId }}>
                  {say('Case {number}', { number: String(number) })}
                </Link>
                <p className="small waits">
                  {noticeKindWords(kind)}
                  {' · '}
                  <Moment at={at} />
                </p>
              </div>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
