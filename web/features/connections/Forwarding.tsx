import { useQuery } from '@tanstack/react-query'
import { queries } from '#web/queries.ts'
import { say } from '#web/words/say.ts'
import { connectionsQuery } from './connections-query.ts'
import classes from './Connections.module.css'

/** Where mail is taken by SMTP, and how one points a forward there. */
export function Forwarding() {
  const { data } = useQuery(connectionsQuery)
  const { data: me } = useQuery({ ...queries.me, retry: false })
  if (!data) return null
  const { host, port } = data.smtp
  const isLocal = host === 'localhost' || host === '::1' || host.startsWith('127.')
  if (port === 0)
    return (
      <p>
        {say(
          'No mail is taken here: this desk was started with SMTP_PORT=0, as for a drill. Mailboxes are still fetched.',
        )}
      </p>
    )
  return (
    <div className={classes['forwarding']}>
      <p>
        {me?.organisation.isSample
          ? say(
              'Mail is taken here by SMTP. It comes to the sample company only for an address that one of its connections has; all other mail goes to your own desk:',
            )
          : say('Mail is taken here by SMTP, for any address:')}
      </p>
      <p>
        <code>
          {isLocal || host === '0.0.0.0' || host === '::' ? say('this machine') : host},{' '}
          {say('port {port}', { port })}
        </code>
      </p>
      <p className="supports">
        {say(
          'At your mail provider, forward or redirect the complaints address, and let your mail server hand that on to this port as the next hop. A redirect that keeps the sender is best. What no connection claims by its address goes to the one that takes the rest.',
        )}
      </p>
      {isLocal ? (
        <p className="supports">
          {say(
            'It listens on this machine alone. Set HOST to the address of a network to let other servers in.',
          )}
        </p>
      ) : null}
    </div>
  )
}
