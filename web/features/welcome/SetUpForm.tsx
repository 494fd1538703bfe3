import { NativeSelect, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { setUp } from '#contract/welcome.ts'
import { weekDays } from '#domain/policy/staffing.ts'
import { ask, sentenceOf } from '#web/api.ts'
import { Button } from '#web/ui/Button.tsx'
import { Note } from '#web/ui/Note.tsx'
import { hereZone } from '#web/ui/time-words.ts'
import { say } from '#web/words/say.ts'
import classes from './Welcome.module.css'

/** When a desk is open, as most are; the rest is set under “Rota and hours”. */
const openings = {
  weekdays: weekDays.slice(0, 5),
  'six-days': weekDays.slice(0, 6),
  'every-day': weekDays.slice(0, 7),
  always: weekDays.slice(0, 7),
} as const

type Opening = keyof typeof openings

/** Gives the organisation its name, its administrator a password, and the desk its hours. */
export function SetUpForm({ link, back }: { link: string | undefined; back: (() => void) | null }) {
  const client = useQueryClient()
  const [organisation, setOrganisation] = useState('')
  const [name, setName] = useState('')
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [zone, setZone] = useState(hereZone)
  const [opening, setOpening] = useState<Opening>('weekdays')
  const [from, setFrom] = useState('09:00')
  const [to, setTo] = useState('17:00')
  const isAlways = opening === 'always'
  const save = useMutation({
    mutationFn: () =>
      ask(setUp, {
        organisation,
        name,
        email,
        password,
        zone,
        hours: [
          { days: [...openings[opening]], from: isAlways ? '00:00' : from, to: isAlways ? '24:00' : to },
        ],
        link,
      }),
    onSuccess: () => {
      // The link has been spent: it does not stay in the address.
      window.history.replaceState(null, '', '/welcome')
      client.clear()
      window.location.reload()
    },
  })
  return (
    <form
      className={classes['form']}
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate()
      }}
    >
      <h1>{say('Set up your desk')}</h1>
      <TextInput
        label={say('Organisation')}
        required
        maxLength={200}
        autoComplete="organization"
        data-autofocus
        value={organisation}
        onChange={(event) => setOrganisation(event.currentTarget.value)}
      />
      <TextInput
        label={say('Your name')}
        description={say('Customers see it under your replies.')}
        required
        maxLength={200}
        autoComplete="name"
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <TextInput
        label={say('Your e-mail')}
        description={say('You sign in with it.')}
        type="email"
        required
        autoComplete="username"
        value={email}
        onChange={(event) => setEmail(event.currentTarget.value)}
      />
      <TextInput
        label={say('Password')}
        description={say('At least 12 characters. A few words make a good one.')}
        type="password"
        required
        minLength={12}
        autoComplete="new-password"
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      <NativeSelect
        label={say('Time zone')}
        value={zone}
        onChange={(event) => setZone(event.currentTarget.value)}
        data={[...new Set([hereZone(), 'UTC', ...Intl.supportedValuesOf('timeZone')])]}
      />
      <div className={classes['hours']}>
        <NativeSelect
          label={say('Opening hours')}
          value={opening}
          onChange={(event) => {
            const { value } = event.currentTarget
            setOpening(isOpening(value) ? value : 'weekdays')
          }}
          data={[
            { value: 'weekdays', label: say('Monday to Friday') },
            { value: 'six-days', label: say('Monday to Saturday') },
            { value: 'every-day', label: say('Every day') },
            { value: 'always', label: say('Round the clock') },
          ]}
        />
        {isAlways ? null : (
          <>
            <TextInput
              label={say('Opens')}
              type="time"
              required
              value={from}
              onChange={(event) => setFrom(event.currentTarget.value)}
            />
            <TextInput
              label={say('Closes')}
              type="time"
              required
              value={to}
              onChange={(event) => setTo(event.currentTarget.value)}
            />
          </>
        )}
      </div>
      <p className="supports small">
        {say('Promises to customers count in these hours. You are on every rung until there are colleagues.')}
      </p>
      {save.error ? <Note tone="danger">{sentenceOf(save.error)}</Note> : null}
      <div className={classes['buttons']}>
        <Button look="go" type="submit" busy={save.isPending || save.isSuccess}>
          {say('Set it up')}
        </Button>
        {back ? (
          <Button look="bare" onClick={back}>
            {say('Back')}
          </Button>
        ) : (
          <a className="link" href="/">
            {say('Back')}
          </a>
        )}
      </div>
    </form>
  )
}

const isOpening = (text: string): text is Opening => text in openings
