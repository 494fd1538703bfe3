import { Menu } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { IconArrowLeft, IconChevronDown } from '@tabler/icons-react'
import { Fragment } from 'react'
import type { z } from 'zod'
import type { CaseView } from '#contract/case-view.ts'
import { DueMark } from '#web/marks/DueMark.tsx'
import { kindWords } from '#web/marks/kind-words.ts'
import { owedNow } from '#web/marks/owed-now.ts'
import { RungMark } from '#web/marks/RungMark.tsx'
import { SeverityMark } from '#web/marks/SeverityMark.tsx'
import { TurnMark } from '#web/marks/TurnMark.tsx'
import { Button } from '#web/ui/Button.tsx'
import { inSentence } from '#web/ui/in-sentence.ts'
import { Key } from '#web/ui/Key.tsx'
import { exactWords, momentWords } from '#web/ui/time-words.ts'
import { useNow } from '#web/ui/use-now.ts'
import { usePrinting } from '#web/ui/use-printing.ts'
import { say } from '#web/words/say.ts'
import classes from './Head.module.css'
import { nameOn } from './name-on.ts'
import { nextWords } from './next-words.ts'
import { Presence } from './composer/Presence.tsx'
import { printWhole } from './print-whole.ts'
import type { Deed } from './tasks/tasks-on.ts'

type Props = {
  kase: z.output<typeof CaseView>
  me: string | undefined
  deeds: readonly Deed[]
  others: readonly { name: string; doing: 'looking' | 'writing' }[]
  act: (does: Deed['does']) => void
  back: () => void
}

const onHead = ['promise', 'escalate'] as const

/** The five answers, who else is here, and what one may do. */
export function Head({ kase, me: reader, deeds, others, act, back }: Props) {
  // On paper nobody is "you".
  const me = usePrinting() ? undefined : reader
  const now = useNow()
  const next = nextWords(kase, me, (at) => momentWords(Temporal.Instant.from(at), now))
  const owed = firstOwed(kase)
  return (
    <header className={classes['head']}>
      <button type="button" className={classes['back']} title={say('Back to the desk')} onClick={back}>
        <IconArrowLeft size={18} stroke={1.5} aria-hidden="true" />
        <span className="unseen">{say('Back to the desk')}</span>
      </button>
      <div className={classes['five']}>
        <div className={classes['name']}>
          <div className={classes['title']}>
            <h1 className="clip">{nameOn(kase)}</h1>
            <Presence others={others} />
          </div>
          <p className={`supports ${classes['about']}`}>
            <span className="clip">{kase.subject || say('No subject')}</span>{' '}
            <span className={`waits ${classes['number']}`}>
              {say('Case {number}', { number: String(kase.number) })}
            </span>
          </p>
          <p className={classes['printed']}>{say('Printed {moment}', { moment: exactWords(now) })}</p>
        </div>
        <div>
          <span className={classes['question']}>{say('How bad')}</span>
          <SeverityMark severity={kase.severity} />
        </div>
        <div>
          <span className={classes['question']}>
            {owed ? say('By when: {what}', { what: inSentence(kindWords(owed.kind)) }) : say('By when')}
          </span>
          {owed ? (
            <DueMark dueAt={owed.dueAt} setAt={owed.setAt} near={owed.near} withTime />
          ) : (
            <span className="waits">{say('Nothing owed')}</span>
          )}
        </div>
        <div>
          <span className={classes['question']}>{say('Whose turn')}</span>
          <span className={classes['turn']}>
            {kase.state === 'open' ? (
              <TurnMark turn={kase.turn} owner={kase.owner} me={me} />
            ) : (
              <span className="waits">{say('Nobody’s')}</span>
            )}
            <RungMark rung={kase.rung} ladder={kase.ladder} />
          </span>
        </div>
        <div className={classes['next']}>
          <span className={classes['question']}>{say('What next')}</span>
          <span className="medium">{next.what}</span>
          {next.who === null ? null : <span className="small supports">{next.who}</span>}
        </div>
      </div>
      <div className={classes['acts']}>
        {deeds.some(({ does }) => does === 'reply') ? (
          <span className={classes['reply']}>
            <Button onClick={() => act('reply')}>{say('Reply')}</Button>
          </span>
        ) : null}
        {onHead.map((does) => {
          const deed = deeds.find((one) => one.does === does)
          if (!deed) return null
          return (
            <Button key={does} {...(deed.cap ? { keyName: deed.cap } : {})} onClick={() => act(does)}>
              {does === 'promise' ? say('Promise') : deed.words}
            </Button>
          )
        })}
        {kase.state === 'closed' ? (
          <Button keyName="shift+O" onClick={() => act('reopen')}>
            {say('Open again')}
          </Button>
        ) : null}
        {kase.mergedInto ? (
          <Link className="link" to="/cases/$caseId" params={{ caseId: kase.mergedInto }}>
            {say('Open the case that took it over')}
          </Link>
        ) : null}
        <MoreMenu caseId={kase.id} deeds={deeds} act={act} />
      </div>
    </header>
  )
}

/** The date that stands in the head: what is still owed though it went by, else the next one, whoever has to keep it. */
const firstOwed = ({ deadlines }: Props['kase']) => owedNow(deadlines)[0]

/** Everything one may do, each with its key. */
function MoreMenu({ caseId, deeds, act }: { caseId: string } & Pick<Props, 'deeds' | 'act'>) {
  const groups = Map.groupBy(deeds, ({ group }) => group)
  return (
    <Menu position="bottom-end" width={268} withinPortal>
      <Menu.Target>
        <Button>
          {say('More')}
          <IconChevronDown size={14} stroke={1.5} aria-hidden="true" />
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {[...groups].map(([group, ofGroup], place) => (
          <Fragment key={group}>
            {place === 0 ? null : <Menu.Divider />}
            {ofGroup.map(({ does, words, cap }) => (
              <Menu.Item
                key={does}
                rightSection={cap === null ? undefined : <Key name={cap} />}
                onClick={() => act(does)}
              >
                {words}
              </Menu.Item>
            ))}
          </Fragment>
        ))}
        <Menu.Divider />
        <Menu.Item component={Link} to={`/cases/${caseId}/dossier`}>
          {say('The dossier')}
        </Menu.Item>
        <Menu.Item onClick={() => void printWhole()}>{say('Print the case')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
