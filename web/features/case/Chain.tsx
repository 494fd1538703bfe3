import { useQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import type { CaseView } from '#contract/case-view.ts'
import { withdrawFailure } from '#contract/cases.ts'
import { ask, sentenceOf } from '#web/api.ts'
import { queries } from '#web/queries.ts'
import { capital } from '#web/ui/in-sentence.ts'
import { Moment } from '#web/ui/Moment.tsx'
import { Note } from '#web/ui/Note.tsx'
import { useNow } from '#web/ui/use-now.ts'
import { usePrinting } from '#web/ui/use-printing.ts'
import { heard } from '#web/words/heard.ts'
import { say } from '#web/words/say.ts'
import classes from './Chain.module.css'
import { namesFor } from './timeline/names.ts'
import { failureTitle, failureWords } from '#web/marks/failure-words.ts'
import { useCaseCommand } from '#web/use-case-command.ts'

const atMost = 4

/** What did not settle it, in order, up to now. Nothing where nothing has failed. */
export function Chain({ kase, me: reader }: { kase: z.output<typeof CaseView>; me: string | undefined }) {
  const { data } = useQuery(queries.everybody)
  const now = useNow()
  const me = usePrinting() ? undefined : reader
  const withdraw = useCaseCommand(kase.id, (input: { about: string; seq: number }, key) =>
    ask(withdrawFailure, { caseId: kase.id, ...input, key }),
  )
  if (kase.failures === 0) return null
  const names = namesFor({ kase, members: data?.members ?? [], me, now })
  const shown = kase.failureChain.slice(-atMost)
  const first = kase.failures - shown.length + 1
  const owner = names.member(kase.owner.id)
  return (
    <section id="chain" tabIndex={-1} className={classes['block']} aria-label={say('What did not settle it')}>
      <ol className={classes['chain']}>
        {/* A date that we missed stays missed; whether a contact failed is for people to judge. */}
        {shown.map(({ at, reason, about }, place) => (
          <li key={about}>
            <b>{say('{place} {failure}', { place: first + place, failure: failureTitle(reason) })}</b>
            <span className="supports">{capital(failureWords(reason, about, names.cameBy(about)))}</span>
            <span className={classes['when']}>
              <Moment at={at} />
              {reason !== 'date-missed' && reason !== 'promise-broken' ? (
                <button
                  type="button"
                  className={classes['withdraw']}
                  disabled={withdraw.isPending}
                  onClick={() => withdraw.mutate({ about, seq: kase.seq })}
                >
                  {say('was no failure')}
                </button>
              ) : null}
            </span>
          </li>
        ))}
        <li className={classes['now']}>
          <b>{say('Now')}</b>
          <span className="supports">
            {say('{owner}, {rung}', { owner: capital(owner), rung: heard(kase.rung.name) })}
          </span>
        </li>
      </ol>
      {first > 1 ? (
        <p className={`small waits ${classes['earlier']}`}>{say('{count} earlier', { count: first - 1 })}</p>
      ) : null}
      {withdraw.error ? <Note tone="danger">{sentenceOf(withdraw.error)}</Note> : null}
    </section>
  )
}
