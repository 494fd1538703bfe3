import { Moment } from '#web/ui/Moment.tsx'
import { say } from '#web/words/say.ts'
import type { Version } from './queries.ts'
import classes from './Changes.module.css'

/** What happened to a version, the newest first. */
export function Life({ version: { life } }: { version: Version }) {
  if (life.length === 0) return null
  return (
    <details open>
      <summary className="medium">{say('What happened to it')}</summary>
      <ol className={classes['life']}>
        {life.toReversed().map(({ kind, at, by, words }) => (
          <li key={at + kind}>
            <span className="waits">
              <Moment at={at} />
            </span>
            <span>{lifeWords(kind, by?.name ?? say('The desk'))}</span>
            {words ? <p className="supports">{words}</p> : null}
          </li>
        ))}
      </ol>
    </details>
  )
}

function lifeWords(kind: Version['life'][number]['kind'], name: string): string {
  switch (kind) {
    case 'drafted':
      return say('{name} began it.', { name })
    case 'saved':
      return say('{name} wrote in it.', { name })
    case 'submitted':
      return say('{name} submitted it for approval.', { name })
    case 'sent-back':
      return say('{name} sent it back.', { name })
    case 'approved':
      return say('{name} approved it.', { name })
    case 'took-effect':
      return say('It came into force.')
    case 'superseded':
      return say('A later version took its place.')
    case 'withdrawn':
      return say('{name} withdrew it.', { name })
    case 'overridden':
      return say('{name} answers for what was found.', { name })
    case 'override-ended':
      return say('{name} answers no longer for what was found.', { name })
    case 'lapsed':
      return say('It lapsed: nobody answers any longer for what was found.')
    case 'taken-over':
      return say('{name} let it judge the open cases too.', { name })
    case 'trial-started':
      return say('{name} began a trial of it.', { name })
    case 'trial-ended':
      return say('The trial of it ended.')
  }
}
