import { Menu } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { IconArrowLeft, IconChevronDown } from '@tabler/icons-react'
import type { z } from 'zod'
import type { CaseView } from '#contract/case-view.ts'
import { DueMark } from '#web/marks/DueMark.tsx'
import { kindWords } from '#web/marks/kind-words.ts'
import { nextStep } from '#web/marks/next-step.ts'
import { RungMark } from '#web/marks/RungMark.tsx'
import { SeverityMark } from '#web/marks/SeverityMark.tsx'
import { TurnMark } from '#web/marks/TurnMark.tsx'
import { Button } from '#web/ui/Button.tsx'
import classes from './Head.module.css'

/** What one can do to a case that needs a few words. */
export type Task = 'escalate' | 'promise' | 'assign' | 'settle' | 'reopen' | 'return'

type Props = {
  kase: z.output<typeof CaseView>
  me: string | undefined
  begin: (task: Task) => void
  write: (what: 'reply' | 'note') => void
}

/** The five answers and what one may do. */
export function Head({ kase, me, begin, write }: Props) {
  return (
    <header className={classes['head']}>
      <Link to="/" className={classes['back']} title="Desk">
        <IconArrowLeft size={18} stroke={1.5} aria-hidden="true" />
        <span className="unseen">Back to the desk</span>
      </Link>
      <div className={classes['five']}>
        <div className={classes['name']}>
          <h1 className="clip">{kase.person?.name ?? 'Erased person'}</h1>
          <p className={`supports ${classes['about']}`}>
            <span className="clip">{kase.subject || 'No subject'}</span>{' '}
            <span className={`waits ${classes['number']}`}>Case {kase.number}</span>
          </p>
        </div>
        <div>
          <span className={classes['question']}>How bad</span>
          <SeverityMark severity={kase.severity} />
        </div>
        <div>
          <span className={classes['question']}>
            By when{kase.nextDue ? `: ${kindWords(kase.nextDue.kind).toLowerCase()}` : ''}
          </span>
          {kase.nextDueAt && kase.nextDue ? (
            <DueMark dueAt={kase.nextDueAt} setAt={kase.nextDue.setAt} near={kase.nextDue.near} withTime />
          ) : (
            <span className="waits">Nothing owed</span>
          )}
        </div>
        <div>
          <span className={classes['question']}>Whose turn</span>
          <span className={classes['turn']}>
            {kase.state === 'open' ? (
              <TurnMark turn={kase.turn} owner={kase.owner} me={me} />
            ) : (
              <span className="waits">Nobody’s</span>
            )}
            <RungMark rung={kase.rung} ladder={kase.ladder} />
          </span>
        </div>
        <div className={classes['next']}>
          <span className={classes['question']}>What next</span>
          <span className="medium">{nextStep(kase, me)}</span>
        </div>
      </div>
      <div className={classes['acts']}>
        {kase.state === 'open' ? (
          <>
            <span className={classes['reply']}>
              <Button onClick={() => write('reply')}>Reply</Button>
            </span>
            <Button keyName="P" onClick={() => begin('promise')}>
              Promise
            </Button>
            <Button keyName="E" onClick={() => begin('escalate')}>
              Escalate
            </Button>
            <MoreMenu kase={kase} me={me} begin={begin} write={write} />
          </>
        ) : null}
        {kase.state === 'closed' ? <Button onClick={() => begin('reopen')}>Open again</Button> : null}
        {kase.mergedInto ? (
          <Link className="link" to="/cases/$caseId" params={{ caseId: kase.mergedInto }}>
            Open the case that took it over
          </Link>
        ) : null}
      </div>
    </header>
  )
}

function MoreMenu({ kase, me, begin, write }: Props) {
  return (
    <Menu position="bottom-end" width={220} withinPortal>
      <Menu.Target>
        <Button>
          More
          <IconChevronDown size={14} stroke={1.5} aria-hidden="true" />
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => write('note')}>Write a note</Menu.Item>
        <Menu.Item onClick={() => begin('assign')}>Give to a colleague</Menu.Item>
        {kase.taken && kase.owner.id === me ? (
          <Menu.Item onClick={() => begin('return')}>Give back to {kase.taken.from.name}</Menu.Item>
        ) : null}
        <Menu.Divider />
        <Menu.Item onClick={() => begin('settle')}>Decide and close</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
