import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect } from 'react'
import { deskRoles } from '#domain/role.ts'
import { queries } from '#web/queries.ts'
import { announce } from '#web/ui/announce.ts'
import { Moment } from '#web/ui/Moment.tsx'
import { say } from '#web/words/say.ts'
import { pagesQuery, type Page } from './notices-query.ts'
import classes from './PagesLine.module.css'

/** Above the desk: a danger for which one is called oneself; and for those who lead, each that nobody has answered. */
export function PagesLine() {
  const { data: me } = useQuery(queries.me)
  const isAsked = deskRoles.some((role) => role === me?.role)
  const { data } = useQuery({ ...pagesQuery, enabled: isAsked })
  const leads = me !== undefined && me.role !== 'agent'
  const isCalled = ({ calls }: Page) => calls.some(({ to }) => to.id === me?.handle)
  const shown = (data?.pages ?? []).filter((page) => isCalled(page) || (leads && page.state === 'unanswered'))
  const alarm = shown.map((page) => pageWords(page, isCalled(page))).join(' ')
  useEffect(() => {
    if (alarm !== '') announce(alarm)
  }, [alarm])
  if (shown.length === 0) return null
  return (
    <aside className={classes['lines']} aria-label={say('Dangers that nobody has taken')}>
      {shown.map((page) => (
        <p key={page.id}>
          <b>{pageWords(page, isCalled(page))}</b>
          <span>
            {say('since')} <Moment at={page.openedAt} />
          </span>
          <Link className="link" to="/pages/$pageId" params={{ pageId: page.id }}>
            {isCalled(page) ? say('Answer') : say('Look')}
          </Link>
        </p>
      ))}
    </aside>
  )
}

function pageWords({ number, calls, state }: Page, isMine: boolean): string {
  const values = { number: String(number) }
  if (isMine) return say('You are called: somebody may come to harm on case {number}.', values)
  if (calls.length === 0)
    return say('Danger on case {number}: nobody is on call, so nobody was called.', values)
  return state === 'unanswered'
    ? say('Danger on case {number}: whoever could be called was called, and nobody has answered.', values)
    : say('Danger on case {number}: somebody is being called.', values)
}
