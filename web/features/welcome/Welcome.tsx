import { useQuery } from '@tanstack/react-query'
import { useState, useSyncExternalStore, type ComponentType } from 'react'
import { sentenceOf } from '#web/api.ts'
import { Button } from '#web/ui/Button.tsx'
import { Bones, Face } from '#web/ui/Face.tsx'
import { Logo } from '#web/ui/Mark.tsx'
import { productName } from '#web/ui/product-name.ts'
import { say } from '#web/words/say.ts'
import { Choices } from './Choices.tsx'
import { Guide } from './Guide.tsx'
import { SetUpForm } from './SetUpForm.tsx'
import { welcomeQuery } from './welcome-query.ts'
import classes from './Welcome.module.css'

type Props = {
  /** How a mailbox is added, and how mail is forwarded: shown where the guide asks where mail comes in. */
  Mailbox: ComponentType<{ close: () => void }>
  Forward: ComponentType<{ close: () => void }>
}

/** The first visit: look around in the sample company, or set up one's own and see a first mail arrive. */
export function Welcome(props: Props) {
  const welcome = useQuery(welcomeQuery)
  return (
    <main className={classes['page']}>
      <div className={classes['sheet']}>
        <p className={classes['brand']}>
          <Logo />
          {productName}
        </p>
        {welcome.isPending ? <Bones rows={3} label={say('The desk is being asked')} /> : null}
        {welcome.error && !welcome.data ? (
          <Face says={say('The desk could not be asked.')}>
            <p>{sentenceOf(welcome.error)}</p>
            <Button onClick={() => void welcome.refetch()}>{say('Try again')}</Button>
          </Face>
        ) : null}
        {welcome.data ? <Begun {...props} /> : null}
      </div>
    </main>
  )
}

function Begun(props: Props) {
  const { data } = useQuery(welcomeQuery)
  const link = useSyncExternalStore(onHashChange, () => window.location.hash.slice(1))
  const [isSettingUp, setUp] = useState(false)
  if (!data) return null
  const { guide, isFirst, isInSample, mayBegin, maySetUp } = data
  if (guide?.isSetUp) return <Guide guide={guide} {...props} />
  const hasLink = isFirst && link.startsWith('eh_')
  const given = link === '' ? undefined : link
  if (maySetUp && (isInSample || !isFirst)) return <SetUpForm link={undefined} back={null} />
  if ((maySetUp || hasLink) && isSettingUp) return <SetUpForm link={given} back={() => setUp(false)} />
  if (mayBegin || hasLink) return <Choices link={given} setUp={() => setUp(true)} />
  return isFirst ? <WhereTheLinkIs /> : <AlreadySetUp />
}

function onHashChange(heard: () => void) {
  window.addEventListener('hashchange', heard)
  return () => window.removeEventListener('hashchange', heard)
}

/** What is typed where the desk runs, for a link that lets one in once. */
const signInOrder = 'bin/evenhand sign-in'

/** From another machine: whoever may begin can read what the desk has printed. */
function WhereTheLinkIs() {
  return (
    <>
      <h1>{say('This desk waits for its first visitor')}</h1>
      <p>
        {say(
          'It is begun at the machine that it runs on, or by the one-time link that it printed when it started: look for “Sign in once with this link” in its output.',
        )}
      </p>
      <p className="supports">{say('This prints another one there:')}</p>
      <pre className={classes['order']}>
        <code>{signInOrder}</code>
      </pre>
    </>
  )
}

function AlreadySetUp() {
  return (
    <>
      <h1>{say('This desk is set up')}</h1>
      <p>{say('Sign in, or ask its administrator for an invitation.')}</p>
      <p>
        <a className="link" href="/sign-in">
          {say('Sign in')}
        </a>
      </p>
    </>
  )
}
