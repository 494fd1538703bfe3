import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { listConnections } from '#contract/connections.ts'
import { ask } from '#web/api.ts'
import { queries } from '#web/queries.ts'
import { say } from '#web/words/say.ts'
import type { Guiding } from './welcome-query.ts'
import classes from './Welcome.module.css'

/** Waits for a real mail, and shows the case that it becomes the moment it is there. */
export function FirstMail({ guide }: { guide: Guiding }) {
  const { firstMail } = guide
  if (!firstMail) return <HowToSend />
  const { caseId, number, subject, from } = firstMail
  return (
    <div className={classes['arrived']} aria-live="polite">
      <p>{say('It is here. It became case {number}:', { number: String(number) })}</p>
      <p className="voice">{subject}</p>
      {from === null ? null : <p className="supports">{say('from {from}', { from })}</p>}
      <Link className={classes['go']} data-look="plain" to="/cases/$caseId" params={{ caseId }}>
        {say('Open it')}
      </Link>
    </div>
  )
}

function HowToSend() {
  const { data } = useQuery({ queryKey: ['connections'], queryFn: () => ask(listConnections, {}) })
  const { data: me } = useQuery(queries.me)
  const address = data?.connections.find((one) => one.address !== null && one.endedAt === null)?.address
  const port = data?.smtp.port ?? 0
  const sender = me?.email ?? 'you@example.com'
  const receiver = address ?? 'help@example.com'
  return (
    <>
      {address ? (
        <p>
          {say('Write to {address} from any mail program. This page notices when it arrives.', { address })}
        </p>
      ) : (
        <p>{say('Send any mail to this desk. This page notices when it arrives.')}</p>
      )}
      <p className="supports">
        {say('From the machine that the desk runs on, this sends one straight to it:')}
      </p>
      <pre className={classes['order']}>
        <code>{orderFor(sender, receiver, port)}</code>
      </pre>
      <output className="waits">{say('Waiting for a mail …')}</output>
    </>
  )
}

const orderFor = (from: string, to: string, port: number) =>
  [
    `printf 'From: ${from}\\nTo: ${to}\\nSubject: Does this arrive?\\n\\nIt does.\\n' |`,
    `  curl smtp://127.0.0.1:${port} --mail-from ${from} --mail-rcpt ${to} -T -`,
  ].join('\n')
