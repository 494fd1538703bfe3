import { Checkbox, NativeSelect, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { makeToken } from '#contract/accounts.ts'
import { roles, type Role } from '#domain/role.ts'
import { scopes, type Scope } from '#domain/scope.ts'
import { ask, sentenceOf } from '#web/api.ts'
import { roleMeaning, roleWords } from '#web/marks/role-words.ts'
import { Button } from '#web/ui/Button.tsx'
import { CopyField } from '#web/ui/CopyField.tsx'
import { focusAtOnce } from '#web/ui/focus-at-once.ts'
import { Note } from '#web/ui/Note.tsx'
import { say } from '#web/words/say.ts'
import classes from './Account.module.css'
import { scopeWords } from './scope-words.ts'

const lasting = ['30', '90', '365', ''] as const

const lastingWords = (days: string) =>
  days === '' ? say('Until it is ended') : say('{days} days', { days: Number(days) })

/** Makes a token: for which program, what it may, how long. Its text is shown once. */
export function TokenForm({ close }: { close: () => void }) {
  const client = useQueryClient()
  const [name, setName] = useState('')
  const [role, setRole] = useState<Role>('agent')
  const [chosen, choose] = useState<readonly Scope[]>(['items'])
  const [days, setDays] = useState<string>('365')
  const make = useMutation({
    mutationFn: () =>
      ask(makeToken, {
        name,
        role,
        scopes: [...chosen],
        expiresAt:
          days === ''
            ? undefined
            : Temporal.Now.instant()
                .add({ hours: 24 * Number(days) })
                .toString(),
      }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['tokens'] }),
  })
  if (make.data)
    return (
      <div className={classes['enrol']}>
        <CopyField label={say('Token of {name}', { name })} text={make.data.token} />
        <p className="supports">
          {say('It is shown this once. The program sends it as Authorization: Bearer.')}
        </p>
        <p className={classes['acts']}>
          <Button look="go" onClick={close}>
            {say('I have kept it')}
          </Button>
        </p>
      </div>
    )
  return (
    <form
      className={classes['enrol']}
      aria-label={say('Make a token')}
      onSubmit={(event) => {
        event.preventDefault()
        make.mutate()
      }}
    >
      <div className={classes['fields']}>
        <TextInput
          label={say('Name of the program')}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          ref={focusAtOnce}
          autoComplete="off"
          required
          withAsterisk={false}
        />
        <NativeSelect
          label={say('Role')}
          description={roleMeaning(role)}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          value={role}
          onChange={(event) => {
            const found = roles.find((known) => known === event.currentTarget.value)
            if (found) setRole(found)
          }}
          data={roles.map((known) => ({ value: known, label: roleWords(known) }))}
        />
        <NativeSelect
          label={say('Lasts')}
          value={days}
          onChange={(event) => setDays(event.currentTarget.value)}
          data={lasting.map((value) => ({ value, label: lastingWords(value) }))}
        />
      </div>
      <fieldset className={classes['scopes']}>
        <legend>{say('It may')}</legend>
        {scopes.map((scope) => (
          <Checkbox
            key={scope}
            label={scopeWords(scope)}
            checked={chosen.includes(scope)}
            onChange={(event) =>
              choose(
                event.currentTarget.checked ? [...chosen, scope] : chosen.filter((known) => known !== scope),
              )
            }
          />
        ))}
      </fieldset>
      {make.error ? <Note tone="danger">{sentenceOf(make.error)}</Note> : null}
      <p className={classes['acts']}>
        <Button
          type="submit"
          look="go"
          busy={make.isPending}
          waitsFor={chosen.length === 0 ? say('It has to be allowed something.') : null}
        >
          {say('Make it')}
        </Button>
        <Button look="bare" onClick={close}>
          {say('Not now')}
        </Button>
      </p>
    </form>
  )
}
