import {
  IconArrowUp,
  IconArrowsSplit2,
  IconClock,
  IconEdit,
  IconFlag,
  IconLink,
  IconMail,
  IconSend,
  IconShieldCheck,
  IconUser,
} from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { z } from 'zod'
import type { EventView } from '#contract/case-view.ts'
import { Tally } from '#web/ui/Ladder.tsx'
import { capital } from '#web/ui/in-sentence.ts'
import { Mark } from '#web/ui/Mark.tsx'
import { say } from '#web/words/say.ts'
import classes from './EventLine.module.css'
import { failureWords } from '#web/marks/failure-words.ts'
import type { Names } from './names.ts'
import { sentenceFor } from './sentence-for.ts'

type Props = { event: z.output<typeof EventView>; failure: number | null; names: Names }

/** One thing that happened, in a sentence, with the words that a colleague gave to it. */
export function EventLine({ event, failure, names }: Props) {
  const other = typeof event.data['case'] === 'string' ? event.data['case'] : null
  return (
    <div className={classes['event']} data-failed={failure !== null}>
      {failure === null ? <Icon type={event.type} /> : <Tally count={failure} />}
      <p>
        {failure === null ? capital(sentenceFor(event, names)) : failedSentence(event, failure, names)}
        {event.remark ? <span className={classes['remark']}>{event.remark}</span> : null}
        {other ? (
          <Link className={`link ${classes['open']}`} to="/cases/$caseId" params={{ caseId: other }}>
            {say('Open it')}
          </Link>
        ) : null}
      </p>
    </div>
  )
}

const look = { size: 16, stroke: 1.5, 'aria-hidden': true } as const

/** A plain mark for the family that an event belongs to. */
function Icon({ type }: { type: string }) {
  if (type === 'promise-kept' || type === 'deadline-met') return <Mark name="check" tone="quiet" />
  if (type === 'promise-broken' || type === 'deadline-missed') return <Mark name="cross" tone="quiet" />
  if (type.startsWith('promise')) return <IconFlag {...look} />
  if (type.startsWith('deadline')) return <IconClock {...look} />
  if (type.startsWith('escalation') || type === 'case-returned') return <IconArrowUp {...look} />
  if (type.startsWith('reply')) return <IconSend {...look} />
  if (type === 'facts-entered' || type === 'note-written') return <IconEdit {...look} />
  if (/link|merge|took-over|split/.test(type)) return <IconLink {...look} />
  if (/duties|policy|breach/.test(type)) return <IconShieldCheck {...look} />
  if (/person|owner/.test(type)) return <IconUser {...look} />
  return type === 'message-received' ? <IconMail {...look} /> : <IconArrowsSplit2 {...look} />
}

const failedSentence = ({ data }: Props['event'], failure: number, names: Names) =>
  say(
    '{count, selectordinal, =1 {First} =2 {Second} =3 {Third} =4 {Fourth} =5 {Fifth} one {#st} two {#nd} few {#rd} other {#th}} failed contact: {what}.',
    {
      count: failure,
      what: failureWords(String(data['reason']), String(data['about']), names.cameBy(String(data['about']))),
    },
  )
