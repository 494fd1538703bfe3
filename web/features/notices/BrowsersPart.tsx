import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { removeBrowser, tryNotices } from '#contract/notices.ts'
import { ask, sentenceOf } from '#web/api.ts'
import { announce } from '#web/ui/announce.ts'
import { Button } from '#web/ui/Button.tsx'
import { Moment } from '#web/ui/Moment.tsx'
import { Note } from '#web/ui/Note.tsx'
import { heard } from '#web/words/heard.ts'
import { say } from '#web/words/say.ts'
import classes from './Notices.module.css'
import { noticesQuery, type NoticesView } from './notices-query.ts'
import { abilityOfBrowser, subscribeBrowser } from './this-browser.ts'

type Browser = NoticesView['browsers'][number]

/** Where one is told: the browsers that have been asked to, and the mail. */
export function BrowsersPart({ told }: { told: NoticesView }) {
  const client = useQueryClient()
  const readAgain = () => client.invalidateQueries({ queryKey: noticesQuery.queryKey })
  const [ability, setAbility] = useState(abilityOfBrowser)
  const subscribe = useMutation({
    mutationFn: () => subscribeBrowser(told.pushKey),
    onSuccess: (may) => {
      setAbility(abilityOfBrowser())
      if (may) announce(say('This browser tells you from now on.'))
    },
    onSettled: readAgain,
  })
  const remove = useMutation({
    mutationFn: (browserId: string) => ask(removeBrowser, { browserId }),
    onSettled: readAgain,
  })
  const test = useMutation({ mutationFn: () => ask(tryNotices, {}), onSettled: readAgain })
  const hasWay = told.browsers.length > 0 || told.email !== null
  return (
    <section className={classes['part']} aria-labelledby="where-told">
      <h2 id="where-told">{say('Where')}</h2>
      <p className={classes['says']}>{mailWords(told)}</p>
      {told.mailTrouble === null ? null : (
        <Note tone="warn">
          {say('The newest mail to you has not left: {because}', { because: heard(told.mailTrouble) })}
        </Note>
      )}
      {told.browsers.length > 0 ? (
        <ul className={classes['list']}>
          {told.browsers.map((browser) => (
            <BrowserLine key={browser.id} browser={browser} remove={() => remove.mutate(browser.id)} />
          ))}
        </ul>
      ) : (
        <p className="supports">{say('No browser tells you yet.')}</p>
      )}
      {ability === 'cannot' ? (
        <p className="supports">
          {say(
            'This browser cannot tell you while the desk is closed. On an iPhone, put the desk on the home screen first.',
          )}
        </p>
      ) : null}
      {ability === 'refused' ? (
        <Note tone="warn">
          {say(
            'This browser has been told not to let the desk tell you anything. Allow it in its settings for this site.',
          )}
        </Note>
      ) : null}
      {subscribe.error ? (
        <Note tone="danger">
          {say('This browser could not be subscribed: {because}', { because: sentenceOf(subscribe.error) })}
        </Note>
      ) : null}
      {remove.error ? <Note tone="danger">{sentenceOf(remove.error)}</Note> : null}
      {test.error ? <Note tone="danger">{sentenceOf(test.error)}</Note> : null}
      {test.data ? (
        <output>
          {say('{ways, plural, one {A test is on its way.} other {Tests are on their way, by # ways.}}', {
            ways: test.data.ways,
          })}
        </output>
      ) : null}
      <p className={classes['acts']}>
        {ability === 'can' ? (
          <Button busy={subscribe.isPending} onClick={() => subscribe.mutate()}>
            {say('Tell me in this browser')}
          </Button>
        ) : null}
        {hasWay ? (
          <Button look="bare" busy={test.isPending} onClick={() => test.mutate()}>
            {say('Send me a test')}
          </Button>
        ) : null}
      </p>
    </section>
  )
}

function mailWords({ email, hasRelay, byMail }: NoticesView): string {
  if (email === null) return say('No e-mail of yours is known: an administrator can add one.')
  if (!hasRelay) return say('Mail cannot leave this desk yet: it has no relay.')
  return byMail
    ? say('The digest, and a call for a danger, come to {email} too. Single things never come by mail.', {
        email,
      })
    : say('A call for a danger comes to {email} too; nothing else does.', { email })
}

function BrowserLine({ browser, remove }: { browser: Browser; remove: () => void }) {
  const name = nameOf(browser)
  return (
    <li className={classes['item']}>
      <div>
        <p className="medium">{name}</p>
        <p className="small waits">
          {say('since')} <Moment at={browser.since} />
          {browser.lastAt === null ? null : (
            <>
              {' · '}
              {say('last told')} <Moment at={browser.lastAt} />
            </>
          )}
        </p>
      </div>
      <Button aria-label={say('Be told no more in {browser}', { browser: name })} onClick={remove}>
        {say('Remove')}
      </Button>
    </li>
  )
}

function nameOf({ browser, system }: Browser): string {
  if (browser !== null && system !== null) return say('{browser} on {system}', { browser, system })
  return browser ?? system ?? say('A browser')
}
