import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { IconCheck } from '@tabler/icons-react'
import { useState, type ComponentType, type ReactNode } from 'react'
import { skipStep } from '#contract/welcome.ts'
import { ask } from '#web/api.ts'
import { Button } from '#web/ui/Button.tsx'
import { Seg } from '#web/ui/Seg.tsx'
import { say } from '#web/words/say.ts'
import { Colleagues } from './Colleagues.tsx'
import { FirstMail } from './FirstMail.tsx'
import { welcomeQuery, type Guiding } from './welcome-query.ts'
import classes from './Welcome.module.css'

type Step = Guiding['steps'][number]

type Props = {
  guide: Guiding
  Mailbox: ComponentType<{ close: () => void }>
  Forward: ComponentType<{ close: () => void }>
}

/** From an empty desk to the first real mail, in four steps; each can be left out and taken up again. */
export function Guide({ guide, Mailbox, Forward }: Props) {
  const [open, choose] = useState(() => nextOpen(guide, null))
  const [reached, reach] = useState<Step['step'] | null>(null)
  const goOn = () => {
    const next = nextOpen(guide, open)
    reach(next)
    choose(next)
  }
  // Whichever step is open, the first mail is noticed when it comes.
  const isNear = open === 'first-mail'
  useQuery({ ...welcomeQuery, refetchInterval: guide.firstMail ? false : isNear ? 1000 : 5000 })
  const bodies: Record<Step['step'], { title: string; body: ReactNode }> = {
    mail: {
      title: say('Where mail comes in'),
      body: <WayIn Mailbox={Mailbox} Forward={Forward} close={goOn} />,
    },
    colleagues: { title: say('Invite colleagues'), body: <Colleagues /> },
    'first-mail': { title: say('Send yourself a real mail'), body: <FirstMail guide={guide} /> },
  }
  return (
    <>
      <h1>{say('{organisation} is set up', { organisation: guide.organisation })}</h1>
      <output className="supports">{say('{done} of 4 steps done.', { done: guide.done })}</output>
      <ol className={classes['steps']}>
        <li data-state="done">
          <p className={classes['stepHead']}>
            <Number state="done" number={1} />
            <span className="medium">{say('Name, password and hours')}</span>
            <span className="waits">{say('done')}</span>
          </p>
        </li>
        {guide.steps.map((step, place) => (
          <StepLine
            key={step.step}
            step={step}
            number={place + 2}
            title={bodies[step.step].title}
            isOpen={open === step.step}
            isReached={reached === step.step}
            choose={() => choose(open === step.step ? null : step.step)}
            goOn={goOn}
          >
            {bodies[step.step].body}
          </StepLine>
        ))}
      </ol>
      <div className={classes['end']}>
        <p className="supports">
          {guide.isOver
            ? say('Your desk is ready. Everything here can be changed under Settings.')
            : say('What you leave open waits on the desk and under Settings.')}
        </p>
        <Link className={classes['go']} data-look={guide.isOver ? 'go' : 'plain'} to="/">
          {say('Go to the desk')}
        </Link>
      </div>
    </>
  )
}

/** The first step that is open, other than the one that somebody leaves. */
const nextOpen = ({ steps }: Guiding, but: Step['step'] | null) =>
  steps.find(({ step, state }) => state === 'open' && step !== but)?.step ?? null

function Number({ state, number }: { state: Step['state']; number: number }) {
  return (
    <span className={classes['number']} aria-hidden="true">
      {state === 'done' ? <IconCheck size={14} stroke={2} /> : number}
    </span>
  )
}

/** What a step begins with, or its title where nothing in it is there yet. */
function focusInside(body: HTMLElement | null) {
  const first = body?.querySelector<HTMLElement>('input, select, textarea, a')
  const target = first ?? body?.parentElement?.querySelector<HTMLElement>('button')
  target?.focus()
}

type LineProps = {
  step: Step
  number: number
  title: string
  isOpen: boolean
  /** Whether whoever left the step before came here by that. */
  isReached: boolean
  choose: () => void
  goOn: () => void
  children: ReactNode
}

function StepLine({
  step: { step, state },
  number,
  title,
  isOpen,
  isReached,
  choose,
  goOn,
  children,
}: LineProps) {
  const client = useQueryClient()
  const skip = useMutation({
    mutationFn: (wanted: boolean) => ask(skipStep, { step, skip: wanted }),
    onSuccess: () => client.invalidateQueries(welcomeQuery),
  })
  const words = { done: say('done'), skipped: say('left out'), open: '' }
  return (
    <li data-state={state}>
      <button
        type="button"
        className={classes['stepHead']}
        aria-expanded={isOpen}
        onClick={() => {
          if (state === 'skipped') skip.mutate(false)
          choose()
        }}
      >
        <Number state={state} number={number} />
        <span className="medium">{title}</span>
        <span className="waits">{words[state]}</span>
      </button>
      {isOpen ? (
        <div ref={isReached ? focusInside : null} className={classes['stepBody']}>
          {children}
          {state === 'open' ? (
            <Button
              look="bare"
              busy={skip.isPending}
              onClick={() => {
                skip.mutate(true)
                goOn()
              }}
            >
              {say('Leave this out for now')}
            </Button>
          ) : null}
          {state === 'done' && step === 'colleagues' ? <Button onClick={goOn}>{say('Go on')}</Button> : null}
        </div>
      ) : null}
    </li>
  )
}

type Way = 'mailbox' | 'forward'

function WayIn({ Mailbox, Forward, close }: Pick<Props, 'Mailbox' | 'Forward'> & { close: () => void }) {
  const [way, choose] = useState<Way>('mailbox')
  const { refetch } = useQuery(welcomeQuery)
  const done = () => {
    void refetch()
    close()
  }
  return (
    <>
      <Seg<Way>
        label={say('How mail comes in')}
        value={way}
        choose={choose}
        choices={[
          { value: 'mailbox', label: say('Fetch it from a mailbox') },
          { value: 'forward', label: say('Forward it here') },
        ]}
      />
      <div>{way === 'mailbox' ? <Mailbox close={done} /> : <Forward close={done} />}</div>
    </>
  )
}
