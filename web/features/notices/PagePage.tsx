import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { answerPage } from '#contract/notices.ts'
import { ask, sentenceOf } from '#web/api.ts'
import { queries } from '#web/queries.ts'
import { announce } from '#web/ui/announce.ts'
import { Button } from '#web/ui/Button.tsx'
import { Bones, Face } from '#web/ui/Face.tsx'
import { Moment } from '#web/ui/Moment.tsx'
import { Note } from '#web/ui/Note.tsx'
import { say } from '#web/words/say.ts'
import { pageQuery, type Page } from './notices-query.ts'
import classes from './PagePage.module.css'

/** What somebody who is called sees: which case, who was called, and the one press that takes it. */
export function PagePage({ pageId }: { pageId: string }) {
  const { data: page, error, refetch } = useQuery(pageQuery(pageId))
  return (
    <main className={classes['page']}>
      {page ? (
        <Called page={page} />
      ) : error ? (
        <Face says={say('This call could not be read.')}>
          <p>{sentenceOf(error)}</p>
          <Button onClick={() => void refetch()}>{say('Try again')}</Button>
        </Face>
      ) : (
        <Bones rows={3} label={say('The call is being read')} />
      )}
    </main>
  )
}

function Called({ page }: { page: Page }) {
  const client = useQueryClient()
  const { data: me } = useQuery(queries.me)
  const answer = useMutation({
    mutationFn: () => ask(answerPage, { pageId: page.id }),
    onSuccess: () => announce(say('You have it. Nobody else is called.')),
    onSettled: () =>
      Promise.all(
        [['pages'], ['case', page.caseId]].map((queryKey) => client.invalidateQueries({ queryKey })),
      ),
  })
  const waits = page.state === 'calling' || page.state === 'unanswered'
  return (
    <>
      <header className={classes['head']}>
        <p className={classes['danger']}>{say('Somebody may come to harm')}</p>
        <h1>
          {say('Case {number}', { number: String(page.number) })}
          {page.subject === '' ? null : <span className="voice">{page.subject}</span>}
        </h1>
        <p>{stateWords(page, me?.handle)}</p>
      </header>
      {answer.error ? <Note tone="danger">{sentenceOf(answer.error)}</Note> : null}
      <p className={classes['acts']}>
        {waits ? (
          <Button look="go" busy={answer.isPending} onClick={() => answer.mutate()}>
            {say('I have it')}
          </Button>
        ) : null}
        <Link className="link" to="/cases/$caseId" params={{ caseId: page.caseId }}>
          {say('Open the case')}
        </Link>
      </p>
      <section aria-labelledby="who-called" className={classes['calls']}>
        <h2 id="who-called">{say('Who was called')}</h2>
        {page.calls.length === 0 ? (
          <p className="supports">
            {say('Nobody yet: nobody is on call at this hour. Whoever comes on duty is called then.')}
          </p>
        ) : (
          <ol>
            {page.calls.map(({ to, round, at }) => (
              <li key={`${to.id} ${round} ${at}`}>
                <span className="medium">{to.name}</span>{' '}
                <span className="supports">
                  {round > 1 ? say('call {round},', { round }) : null} <Moment at={at} />
                </span>
              </li>
            ))}
          </ol>
        )}
        {page.state === 'calling' && page.nextAt !== null ? (
          <p className="supports">
            {say('Somebody is called next')} <Moment at={page.nextAt} />.
          </p>
        ) : null}
      </section>
    </>
  )
}

function stateWords({ state, answeredBy }: Page, me: string | undefined): string {
  switch (state) {
    case 'calling':
      return say('Whoever takes it stops the calling. Where the case is offered to you, it is yours then.')
    case 'unanswered':
      return say('Nobody has answered. Whoever is on call is called again until somebody has it.')
    case 'answered':
      return answeredBy?.id === me
        ? say('You have it. Nobody else is called.')
        : say('{who} has it. Nobody else is called.', { who: answeredBy?.name ?? say('Somebody') })
    case 'over':
      return say('Nobody has to come any more: the case is closed, or there is no danger.')
  }
}
