import { NativeSelect, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useMemo, useRef, useState } from 'react'
import { z } from 'zod'
import { setUp } from '#contract/welcome.ts'
import { weekDays } from '#domain/policy/staffing.ts'
import { currencyOfZone } from '#domain/remedy/currency-of-zone.ts'
import { ask, sentenceOf } from '#web/api.ts'
import { currencyChoices } from '#web/marks/currency-words.ts'
import { Button } from '#web/ui/Button.tsx'
import { focusAtOnce } from '#web/ui/focus-at-once.ts'
import { keepDrafts } from '#web/ui/keep-drafts.ts'
import { Note } from '#web/ui/Note.tsx'
import { hereZone } from '#web/ui/time-words.ts'
import { say } from '#web/words/say.ts'
import {
  faultsIn,
  faultsInHours,
  openings,
  type Opening,
  type SetUpDraft,
  type SetUpFaults,
} from './set-up-faults.ts'
import classes from './Welcome.module.css'

const daysOf: Readonly<Record<Opening, (typeof weekDays)[number][]>> = {
  weekdays: weekDays.slice(0, 5),
  'six-days': weekDays.slice(0, 6),
  'every-day': weekDays.slice(0, 7),
  always: weekDays.slice(0, 7),
}

const useSetUp = keepDrafts<SetUpDraft>({
  place: 'set-up',
  shape: z.object({
    organisation: z.string(),
    name: z.string(),
    email: z.string(),
    password: z.string(),
    zone: z.string(),
    opening: z.enum(openings),
    from: z.string(),
    to: z.string(),
    currency: z.string().nullable(),
  }),
  bare: (draft) => ({ ...draft, password: '' }),
})

/** Gives the organisation its name, its administrator a password, and the desk its hours. */
export function SetUpForm({ link, back }: { link: string | undefined; back: (() => void) | null }) {
  const client = useQueryClient()
  const form = useRef<HTMLFormElement>(null)
  const { draft, change: setDraft, forget } = useSetUp('', empty)
  const [wasTried, setTried] = useState(false)
  const [leftEmail, leaveEmail] = useState(false)
  const { organisation, name, email, password, zone, opening, from, to } = draft
  const isAlways = opening === 'always'
  const all = faultsIn(draft)
  const ofZone = useMemo(() => currencyOfZone(zone), [zone])
  const currency = draft.currency ?? ofZone
  const shown = wasTried
    ? all
    : {
        ...faultsInHours(draft),
        ...(leftEmail && draft.email !== '' && all.email !== undefined && { email: all.email }),
      }
  const save = useMutation({
    mutationFn: () =>
      ask(setUp, {
        organisation,
        name,
        email: email.trim(),
        password,
        zone,
        hours: [{ days: daysOf[opening], from: isAlways ? '00:00' : from, to: isAlways ? '24:00' : to }],
        currency,
        link,
      }),
    onSuccess: () => {
      forget()
      // The link has been spent: it does not stay in the address.
      window.history.replaceState(null, '', '/welcome')
      client.clear()
      window.location.reload()
    },
  })
  return (
    <form
      ref={form}
      className={classes['form']}
      // The form says what is wrong itself, all of it at once and in the language of the page.
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        if (Object.keys(all).length === 0) save.mutate()
        else focusFirstFault(form.current, all)
      }}
    >
      <h1>{say('Set up your desk')}</h1>
      <TextInput
        label={say('Organisation')}
        required
        maxLength={200}
        autoComplete="organization"
        ref={focusAtOnce}
        value={organisation}
        onChange={(event) => setDraft({ ...draft, organisation: event.currentTarget.value })}
        name="organisation"
        error={shown.organisation}
      />
      <TextInput
        label={say('Your name')}
        description={say('Customers see it as the sender of your replies.')}
        required
        maxLength={200}
        autoComplete="name"
        value={name}
        onChange={(event) => setDraft({ ...draft, name: event.currentTarget.value })}
        name="name"
        error={shown.name}
      />
      <TextInput
        label={say('Your e-mail')}
        description={say('You sign in with it.')}
        type="email"
        required
        autoComplete="username"
        value={email}
        onChange={(event) => setDraft({ ...draft, email: event.currentTarget.value })}
        name="email"
        error={shown.email}
        onBlur={() => leaveEmail(true)}
      />
      <TextInput
        label={say('Password')}
        description={say('At least 12 characters. A few words make a good one.')}
        type="password"
        required
        minLength={12}
        autoComplete="new-password"
        value={password}
        onChange={(event) => setDraft({ ...draft, password: event.currentTarget.value })}
        name="password"
        error={shown.password}
      />
      <NativeSelect
        label={say('Time zone')}
        value={zone}
        onChange={(event) => setDraft({ ...draft, zone: event.currentTarget.value })}
        data={[...new Set([hereZone(), 'UTC', ...Intl.supportedValuesOf('timeZone')])]}
      />
      <div className={classes['hours']}>
        <NativeSelect
          label={say('Opening hours')}
          value={opening}
          onChange={(event) => {
            const { value } = event.currentTarget
            setDraft({ ...draft, opening: openings.find((known) => known === value) ?? 'weekdays' })
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
              onChange={(event) => setDraft({ ...draft, from: event.currentTarget.value })}
              name="from"
              error={shown.from}
            />
            <TextInput
              label={say('Closes')}
              type="time"
              required
              value={to}
              onChange={(event) => setDraft({ ...draft, to: event.currentTarget.value })}
              name="to"
              error={shown.to}
            />
          </>
        )}
      </div>
      <NativeSelect
        label={say('Currency')}
        description={say('What customers are given is counted in it.')}
        value={currency}
        onChange={(event) => setDraft({ ...draft, currency: event.currentTarget.value })}
        data={currencyChoices(currency)}
      />
      <p className="supports small">
        {say(
          'Promises to customers count in these hours. You stand on every rung to begin with; once colleagues keep its hours, “People and teams” offers to take you off.',
        )}
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

const empty: SetUpDraft = {
  organisation: '',
  name: '',
  email: '',
  password: '',
  zone: hereZone(),
  opening: 'weekdays',
  from: '09:00',
  to: '17:00',
  currency: null,
}

/** Whoever is told what is wrong stands in the first field of it. */
function focusFirstFault(form: HTMLFormElement | null, faults: SetUpFaults) {
  const fields = [...(form?.querySelectorAll('input') ?? [])]
  fields.find((field) => Object.hasOwn(faults, field.name))?.focus()
}
