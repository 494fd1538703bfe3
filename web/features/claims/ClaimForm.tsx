import '@mantine/core/styles/Checkbox.css'
import { Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { makeClaim } from '#contract/claims.ts'
import type { ClaimKind } from '#domain/claim/claim.ts'
import { ask, sentenceOf } from '#web/api.ts'
import { Button } from '#web/ui/Button.tsx'
import { Note } from '#web/ui/Note.tsx'
import { isSendKey } from '#web/ui/use-send-key.ts'
import { say } from '#web/words/say.ts'
import classes from './ClaimLine.module.css'
import { networkName, networks } from '#domain/people/networks.ts'
import { readCount } from '#web/marks/read-count.ts'
import { useClaimCommand } from './use-claim-command.ts'

type Props = {
  caseId: string
  seq: number
  /** The account from which they wrote, where there is one: proposed, and to be changed or left out. */
  account: { network: string; handle: string } | null
  close: () => void
}

const kinds = (): { value: ClaimKind; label: string }[] => [
  { value: 'reach', label: say('Many people follow them') },
  { value: 'press', label: say('They write for the press') },
  { value: 'identity', label: say('Who they are') },
  { value: 'purchase', label: say('What they bought from us') },
  { value: 'vulnerability', label: say('What they need from us') },
  { value: 'other', label: say('Something else that can be looked up') },
]

/** Writes down what they say, while they say it. Only their words are needed; the rest makes it possible to check. */
export function ClaimForm({ caseId, seq, account, close }: Props) {
  const [kind, setKind] = useState<ClaimKind>('reach')
  const [said, setSaid] = useState('')
  const [count, setCount] = useState('')
  const [network, setNetwork] = useState(account?.network ?? '')
  const [handle, setHandle] = useState(account?.handle ?? '')
  const [domain, setDomain] = useState('')
  const [warns, setWarns] = useState(false)
  const form = useFormKeys(close)
  const command = useClaimCommand(caseId, (input: Omit<Parameters<typeof toAsk>[0], 'key'>, key) =>
    ask(makeClaim, toAsk({ ...input, key })),
  )
  const followers = kind === 'reach' ? readCount(count) : null
  const isFault = kind === 'reach' && count.trim() !== '' && followers === null
  return (
    <form
      ref={form}
      className={classes['form']}
      onSubmit={(event) => {
        event.preventDefault()
        if (!isFault && !command.isPending)
          command.mutate(
            { caseId, seq, kind, said, followers, network, handle, domain, warns },
            { onSuccess: close },
          )
      }}
    >
      <NativeSelect
        label={say('What it is about')}
        data={kinds()}
        value={kind}
        onChange={(event) => {
          const chosen = kinds().find(({ value }) => value === event.currentTarget.value)
          if (chosen) setKind(chosen.value)
        }}
      />
      <Textarea
        label={say('In their words')}
        required
        withAsterisk={false}
        autosize
        minRows={2}
        maxRows={6}
        maxLength={2000}
        value={said}
        onChange={(event) => setSaid(event.currentTarget.value)}
      />
      {kind === 'reach' ? (
        <TextInput
          label={say('How many follow them, as they say')}
          description={say('Who writes a number down has seen it, and can grant no gesture here then.')}
          inputMode="numeric"
          maxLength={20}
          value={count}
          error={isFault ? say('A number, such as 1,000,000') : undefined}
          onChange={(event) => setCount(event.currentTarget.value)}
        />
      ) : null}
      <NativeSelect
        label={say('Their account is on')}
        data={[{ value: '', label: say('No account') }, ...networksWith(account?.network)]}
        value={network}
        onChange={(event) => setNetwork(event.currentTarget.value)}
      />
      {network === '' ? null : (
        <TextInput
          label={say('Their handle there, letter by letter')}
          required
          withAsterisk={false}
          maxLength={253}
          autoCapitalize="none"
          spellCheck={false}
          value={handle}
          onChange={(event) => setHandle(event.currentTarget.value)}
        />
      )}
      <TextInput
        label={say('A site of theirs, if they have one')}
        maxLength={253}
        autoCapitalize="none"
        spellCheck={false}
        value={domain}
        onChange={(event) => setDomain(event.currentTarget.value)}
      />
      <Checkbox
        label={say('They said that they will go public')}
        checked={warns}
        onChange={(event) => setWarns(event.currentTarget.checked)}
      />
      <p className="small supports">{say('It can change who answers and where, never what is owed.')}</p>
      {command.error ? <Note tone="danger">{sentenceOf(command.error)}</Note> : null}
      <p className={classes['acts']}>
        <Button look="bare" onClick={close}>
          {say('Leave as it was')}
        </Button>
        <Button type="submit" keyName="mod+Enter" busy={command.isPending} disabled={isFault}>
          {say('Write it down')}
        </Button>
      </p>
    </form>
  )
}

/** The networks to choose from; the one from which they wrote is always among them. */
const networksWith = (known: string | undefined) =>
  known === undefined || networks.some(({ value }) => value === known)
    ? networks
    : [...networks, { value: known, label: networkName(known) }]

/** Whoever asked for the form goes on writing in it, and leaves it by Escape, or sends it by Ctrl with Enter, from any of its fields. */
function useFormKeys(leave: () => void) {
  const form = useRef<HTMLFormElement>(null)
  const latest = useRef(leave)
  useEffect(() => {
    latest.current = leave
  })
  useEffect(() => {
    const here = form.current
    here?.querySelector('textarea')?.focus()
    const press = (event: KeyboardEvent) => {
      if (isSendKey(event)) {
        event.preventDefault()
        event.stopPropagation()
        here?.requestSubmit()
      }
      if (event.key !== 'Escape') return
      event.stopPropagation()
      latest.current()
    }
    here?.addEventListener('keydown', press)
    return () => here?.removeEventListener('keydown', press)
  }, [])
  return form
}

type Given = {
  caseId: string
  seq: number
  key: string
  kind: ClaimKind
  said: string
  followers: number | null
  network: string
  handle: string
  domain: string
  warns: boolean
}

/** What is left empty is not said. */
const toAsk = ({ followers, network, handle, domain, ...rest }: Given) => ({
  ...rest,
  ...(followers !== null && { followers }),
  ...(network !== '' && { network, handle }),
  ...(domain.trim() !== '' && { domain: bareSite(domain) }),
})

/** A site as people write it down: with or without what stands before and behind its name. */
const bareSite = (text: string) =>
  text
    .trim()
    .replace(/^https?:\/\//i, '')
    .replace(/\/.*$/s, '')
