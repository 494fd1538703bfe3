import { useQuery } from '@tanstack/react-query'
import { renderSVG } from 'uqr'
import { beginSecondStep, confirmSecondStep } from '#contract/accounts.ts'
import { ask, sentenceOf } from '#web/api.ts'
import { announce } from '#web/ui/announce.ts'
import { Button } from '#web/ui/Button.tsx'
import { Bones } from '#web/ui/Face.tsx'
import { Note } from '#web/ui/Note.tsx'
import { say } from '#web/words/say.ts'
import classes from './Account.module.css'
import { CodeForm } from './CodeForm.tsx'

type Props = { close: () => void; done: (recoveryCodes: readonly string[]) => void }

/** Shows an authenticator the secret, as a picture and as text, and asks for its first code. */
export function Enrolment({ close, done }: Props) {
  const { data, error } = useQuery({
    queryKey: ['second-step', 'begin'],
    queryFn: () => ask(beginSecondStep, {}),
    staleTime: Infinity,
    gcTime: 0,
    retry: false,
  })
  if (error)
    return (
      <Note tone="danger">
        <p>{sentenceOf(error)}</p>
        <Button onClick={close}>{say('Close')}</Button>
      </Note>
    )
  if (!data) return <Bones rows={3} label={say('The secret is being made')} />
  return (
    <div className={classes['enrol']}>
      <div className={classes['scan']}>
        <img src={pictureOf(data.uri)} alt={say('A square code that holds the secret written beside it')} />
        <div>
          <p>
            {say('Scan this with an authenticator on your telephone, then give the six digits it shows.')}
          </p>
          <p className="supports">
            {say('On this device, or without a camera:')}{' '}
            <a className="link" href={data.uri}>
              {say('open the authenticator')}
            </a>
          </p>
          <p className={classes['secret']}>{data.secret.replaceAll(/(.{4})(?=.)/g, '$1 ')}</p>
        </div>
      </div>
      <CodeForm
        verb={say('Turn it on')}
        act={(code) => ask(confirmSecondStep, { code })}
        done={({ recoveryCodes }) => {
          announce(say('The second step is on.'))
          done(recoveryCodes)
        }}
        close={close}
      />
    </div>
  )
}

/** Dark on light in either colour scheme: that is what cameras read. */
const pictureOf = (uri: string) =>
  `data:image/svg+xml,${encodeURIComponent(renderSVG(uri, { border: 3, whiteColor: '#fff', blackColor: '#111' }))}`
