import { TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { setPublicAddress } from '#contract/public-address.ts'
import { isOnlyHere, readPublicAddress } from '#domain/public-address.ts'
import { ask, sentenceOf } from '#web/api.ts'
import { publicAddressQuery } from '#web/public-address.ts'
import { announce } from '#web/ui/announce.ts'
import { Button } from '#web/ui/Button.tsx'
import { Note } from '#web/ui/Note.tsx'
import { say } from '#web/words/say.ts'
import classes from './TheDesk.module.css'

const example = 'https://complaints.example.org'

/** Where customers and colleagues reach this desk: what every link that it gives begins with. */
export function PublicAddress() {
  const { data } = useQuery(publicAddressQuery)
  return (
    <section className={classes['part']} aria-labelledby="public-address">
      <h2 id="public-address">{say('Where others reach this desk')}</h2>
      <p className="supports">
        {say(
          'Links to sign in, to web forms and to how a case stands begin with this address, and so does what you put into your site.',
        )}
      </p>
      {data?.isLocked ? (
        <>
          <p className="medium">{data.address}</p>
          <p className="small waits">
            {say('Whoever runs the desk has set it by EVENHAND_PUBLIC_URL; it is changed there.')}
          </p>
        </>
      ) : null}
      {data && !data.isLocked ? <Form key={data.address} saved={data.address} /> : null}
    </section>
  )
}

function Form({ saved }: { saved: string | null }) {
  const client = useQueryClient()
  const here = window.location.origin
  const [typed, type] = useState(saved ?? (isOnlyHere(here) ? '' : here))
  const [isKept, setKept] = useState(false)
  const save = useMutation({
    mutationFn: () => ask(setPublicAddress, { address: typed.trim() || null }),
    onSuccess: (now) => {
      client.setQueryData(publicAddressQuery.queryKey, now)
      setKept(true)
      announce(say('The address is kept.'))
    },
  })
  const address = typed.trim() === '' ? here : readPublicAddress(typed)
  const isSaved = (typed.trim() || null) === saved
  return (
    <form
      className={classes['form']}
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate()
      }}
    >
      <TextInput
        className={classes['field']}
        label={say('Address')}
        placeholder={example}
        inputMode="url"
        autoComplete="off"
        spellCheck={false}
        maxLength={300}
        value={typed}
        onChange={(event) => {
          type(event.currentTarget.value)
          setKept(false)
        }}
      />
      {address === undefined ? (
        <p className="small waits">{say('It reads like https://complaints.example.org, without a path.')}</p>
      ) : isOnlyHere(address) ? (
        <Note tone="warn">
          {say(
            'Links begin with {address}, which opens on this machine alone. Nobody else can follow them.',
            { address },
          )}
        </Note>
      ) : (
        <p className="small waits">
          {say('A link to sign in then begins with {link}', { link: `${address}/sign-in` })}
        </p>
      )}
      {save.error ? <Note tone="danger">{sentenceOf(save.error)}</Note> : null}
      <p className={classes['acts']}>
        <Button
          type="submit"
          look="go"
          busy={save.isPending}
          disabled={address === undefined || isKept}
          waitsFor={isSaved && !isKept ? say('Nothing is changed yet.') : null}
        >
          {say('Keep this address')}
        </Button>
        {isKept ? <span className="waits">{say('The address is kept.')}</span> : null}
      </p>
    </form>
  )
}
