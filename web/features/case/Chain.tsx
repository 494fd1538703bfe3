import { useQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import type { CaseView } from '#contract/case-view.ts'
import { withdrawFailure } from '#contract/cases.ts'
import { ask, sentenceOf } from '#web/api.ts'
import { queries } from '#web/queries.ts'
import { Moment } from '#web/ui/Moment.tsx'
import { Note } from '#web/ui/Note.tsx'
import { useNow } from '#web/ui/use-now.ts'
import classes from './Chain.module.css'
import { namesFor } from './names.ts'
import { failureWords } from './sentence-for.ts'
import { useCommand } from './use-command.ts'

const atMost = 4
const titles: Record<string, string> = {
  'not-settled': 'Not settled',
  'came-back': 'Came back',
  'date-missed': 'Date missed',
  'promise-broken': 'Promise broken',
  reopened: 'Opened again',
}

/** What did not settle it, in order, up to now. Nothing where nothing has failed. */
export function Chain({ kase, me }: { kase: z.output<typeof CaseView>; me: string | undefined }) {
  const { data } = useQuery(queries.members)
  const now = useNow()
  const withdraw = useCommand(kase.id, (input: { about: string; seq: number }, key) =>
    ask(withdrawFailure, { caseId: kase.id, ...input, key }),
  )
  if (kase.failures === 0) return null
  const names = namesFor({ kase, members: data?.members ?? [], me, now })
  const shown = kase.failureChain.slice(-atMost)
  const first = kase.failures - shown.length + 1
  const owner = names.member(kase.owner.id)
  return (
    <section className={classes['block']} aria-label="What did not settle it">
      <ol className={classes['chain']}>
        {shown.map(({ at, reason, about }, place) => (
          <li key={about}>
            <b>
              {first + place} {titles[reason] ?? reason}
            </b>
            <span className="supports">{capital(failureWords(reason, about))}</span>
            <span className={classes['when']}>
              <Moment at={at} />
              <button
                type="button"
                className={classes['withdraw']}
                disabled={withdraw.isPending}
                onClick={() => withdraw.mutate({ about, seq: kase.seq })}
              >
                was no failure
              </button>
            </span>
          </li>
        ))}
        <li className={classes['now']}>
          <b>Now</b>
          <span className="supports">
            {capital(owner)}, {kase.rung.name}
          </span>
        </li>
      </ol>
      {first > 1 ? <p className="small waits">{first - 1} earlier</p> : null}
      {withdraw.error ? <Note tone="danger">{sentenceOf(withdraw.error)}</Note> : null}
    </section>
  )
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
