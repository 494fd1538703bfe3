import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { endSecondStep } from '#contract/accounts.ts'
import { ask } from '#web/api.ts'
import { announce } from '#web/ui/announce.ts'
import { Button } from '#web/ui/Button.tsx'
import { Moment } from '#web/ui/Moment.tsx'
import { say } from '#web/words/say.ts'
import classes from './Account.module.css'
import { CodeForm } from './CodeForm.tsx'
import { Enrolment } from './Enrolment.tsx'
import { RecoveryCodes } from './RecoveryCodes.tsx'

type Mine = { secondStep: { since: string; recoveryCodesLeft: number } | null }

/** The second step: whether it is on, turning it on with an authenticator, turning it off. */
export function SecondStepPart({ me }: { me: Mine }) {
  const client = useQueryClient()
  const [doing, now] = useState<'nothing' | 'begin' | 'end'>('nothing')
  const [codes, show] = useState<readonly string[]>([])
  const again = () => client.invalidateQueries({ queryKey: ['me'] })
  return (
    <section className={classes['part']} aria-labelledby="second-step">
      <h2 id="second-step">{say('Second step')}</h2>
      <div className={classes['says']}>
        {me.secondStep ? (
          <>
            <p>{say('On: after the password you give a code of your authenticator.')}</p>
            <p className="waits">
              {say('since')} <Moment at={me.secondStep.since} />
              {' · '}
              {say(
                '{count, plural, =0 {no recovery code} one {# recovery code} other {# recovery codes}} left',
                {
                  count: me.secondStep.recoveryCodesLeft,
                },
              )}
            </p>
          </>
        ) : (
          <p>
            {say(
              'Off. With it, whoever learns your password still cannot come in: a code of your telephone is needed too.',
            )}
          </p>
        )}
      </div>
      {codes.length > 0 ? <RecoveryCodes codes={codes} close={() => show([])} /> : null}
      {doing === 'begin' ? (
        <Enrolment
          close={() => now('nothing')}
          done={(given) => {
            show(given)
            now('nothing')
            void again()
          }}
        />
      ) : null}
      {doing === 'end' ? (
        <div className={classes['form']}>
          <p className="supports">{say('To turn it off, give a code of it, or a recovery code.')}</p>
          <CodeForm
            verb={say('Turn it off')}
            act={(code) => ask(endSecondStep, { code })}
            done={() => {
              announce(say('The second step is off.'))
              show([])
              now('nothing')
              void again()
            }}
            close={() => now('nothing')}
          />
        </div>
      ) : null}
      {doing === 'nothing' && codes.length === 0 ? (
        <Button onClick={() => now(me.secondStep ? 'end' : 'begin')}>
          {me.secondStep ? say('Turn it off') : say('Turn it on')}
        </Button>
      ) : null}
    </section>
  )
}
