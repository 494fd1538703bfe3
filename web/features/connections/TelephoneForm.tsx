import { TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { IconCheck, IconMinus, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { z } from 'zod'
import { addTelephone, changeTelephone, testTelephone } from '#contract/telephones.ts'
import { ask } from '#web/api.ts'
import { FormFoot } from '#web/FormFoot.tsx'
import { Button } from '#web/ui/Button.tsx'
import { keepDrafts } from '#web/ui/keep-drafts.ts'
import { PasswordField } from '#web/ui/PasswordField.tsx'
import { Seg } from '#web/ui/Seg.tsx'
import { heard } from '#web/words/heard.ts'
import { useOnce } from '#web/use-once.ts'
import { say } from '#web/words/say.ts'
import classes from './Connections.module.css'
import { telephonesQuery, type TelephoneView } from './telephones-query.ts'

/** As ari.conf has it; the password is theirs to choose. */
const ariUser = '[evenhand]\ntype=user\npassword=…\nread_only=yes'

type Props = {
  /** What is changed; none where one is added. */
  telephone?: TelephoneView
  close: () => void
  added?: (id: string, secret: string | null) => void
}

type TelephoneDraft = { kind: 'asterisk' | 'signed'; name: string; address: string; user: string }

const useTelephone = keepDrafts<TelephoneDraft>({
  place: 'telephone',
  shape: z.object({
    kind: z.enum(['asterisk', 'signed']),
    name: z.string(),
    address: z.string(),
    user: z.string(),
  }),
})

const icons = { works: IconCheck, fails: IconX, 'not-tried': IconMinus }

/** Connects a telephone system: one that we ask is tried before it is saved. */
export function TelephoneForm({ telephone, close, added }: Props) {
  const client = useQueryClient()
  const { draft, change, forget } = useTelephone(telephone?.id ?? '', {
    kind: 'asterisk',
    name: telephone?.name ?? '',
    address: telephone?.asterisk?.address ?? '',
    user: telephone?.asterisk?.user ?? '',
  })
  const { kind, name, address, user } = draft
  const [password, setPassword] = useState('')
  const isAsked = kind === 'asterisk'
  const asterisk = { address: address.trim(), user: user.trim(), ...(password !== '' && { password }) }
  const said = JSON.stringify(asterisk)
  const trial = useMutation({
    mutationFn: async () => ({
      said,
      tried: await ask(testTelephone, { connectionId: telephone?.id, asterisk }),
    }),
  })
  const save = useMutation({
    mutationFn: useOnce(async (written: { name: string; asterisk: typeof asterisk }, key) => {
      if (telephone) {
        await ask(changeTelephone, { connectionId: telephone.id, ...written, key })
        return
      }
      const made = await ask(addTelephone, {
        name: written.name,
        asterisk: isAsked ? { ...written.asterisk, password } : undefined,
      })
      added?.(made.telephone.id, made.secret)
    }),
    onSuccess: async () => {
      await client.invalidateQueries(telephonesQuery)
      forget()
      close()
    },
  })
  const tried = trial.data?.said === said ? trial.data.tried : undefined
  const needsTrial = isAsked && tried?.works !== true
  return (
    <form
      className={classes['form']}
      aria-label={
        telephone ? say('Change {name}', { name: telephone.name }) : say('Connect a telephone system')
      }
      onSubmit={(event) => {
        event.preventDefault()
        if (needsTrial) trial.mutate()
        else save.mutate({ name, asterisk })
      }}
    >
      {telephone ? null : (
        <Seg
          label={say('How it tells of calls')}
          value={kind}
          choose={(next) => change({ ...draft, kind: next })}
          choices={[
            { value: 'asterisk', label: say('Asterisk, FreePBX') },
            { value: 'signed', label: say('Any other: signed messages') },
          ]}
        />
      )}
      <div className={classes['server']}>
        <TextInput
          label={say('Name')}
          required
          maxLength={200}
          value={name}
          onChange={(event) => change({ ...draft, name: event.currentTarget.value })}
        />
        {isAsked ? (
          <>
            <TextInput
              label={say('Address of its REST interface (ARI)')}
              type="url"
              required
              placeholder={say('http://pbx.example:8088')}
              value={address}
              onChange={(event) => change({ ...draft, address: event.currentTarget.value })}
            />
            <TextInput
              label={say('User')}
              required
              autoComplete="off"
              value={user}
              onChange={(event) => change({ ...draft, user: event.currentTarget.value })}
            />
            <PasswordField
              label={say('Password')}
              required={telephone === undefined}
              placeholder={telephone ? say('kept as it is') : ''}
              autoComplete="new-password"
              value={password}
              onChange={(event) => setPassword(event.currentTarget.value)}
            />
          </>
        ) : null}
      </div>
      {isAsked ? null : (
        <p className="supports">
          {say('It is given an address and a secret to sign with, shown once, as soon as it is saved.')}{' '}
          {say('What it has to send stands in docs/line.md, under “Any other telephone system”.')}
        </p>
      )}
      {isAsked ? (
        <details>
          <summary>{say('What Asterisk needs first')}</summary>
          <ol className={classes['steps']}>
            <li>{say('In http.conf, say enabled=yes.')}</li>
            <li>{say('In ari.conf, a user that only reads:')}</li>
          </ol>
          <pre>{ariUser}</pre>
          <p className="supports">
            {say(
              'Then reload Asterisk, and test it here. More stands in docs/line.md, under “Connect Asterisk”.',
            )}
          </p>
        </details>
      ) : null}
      {tried ? <Steps tried={tried} /> : null}
      <FormFoot
        refused={[trial.error, save.error]}
        leave={() => {
          forget()
          close()
        }}
      >
        {needsTrial ? (
          <Button look="go" type="submit" busy={trial.isPending}>
            {trial.isPending ? say('Testing') : say('Test it')}
          </Button>
        ) : (
          <Button look="go" type="submit" busy={save.isPending}>
            {say('Save')}
          </Button>
        )}
        {tried && !tried.works ? (
          <Button busy={save.isPending} onClick={() => save.mutate({ name, asterisk })}>
            {say('Save although it does not work')}
          </Button>
        ) : null}
      </FormFoot>
    </form>
  )
}

type Tried = z.output<typeof testTelephone.output>

/** What came of the test, step by step, in words. */
function Steps({ tried }: { tried: Tried }) {
  const names = {
    server: say('Find the server'),
    'sign-in': say('Sign in to the telephone system'),
    events: say('Hear of its calls'),
  }
  return (
    <ul className={classes['trial']} aria-live="polite" aria-label={say('What the test found')}>
      {tried.steps.map(({ step, state, says }) => {
        const Icon = icons[state]
        return (
          <li key={step} data-state={state}>
            <Icon size={16} stroke={1.5} aria-hidden="true" />
            <span>
              <span className="medium">{names[step]}</span> <span className="supports">{heard(says)}</span>
            </span>
          </li>
        )
      })}
    </ul>
  )
}
