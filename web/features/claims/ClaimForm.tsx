import '@mantine/core/styles/Checkbox.css'
import { Checkbox, NativeSelect, TextInput } from '@mantine/core'
import { makeClaim } from '#contract/claims.ts'
import type { ClaimKind } from '#domain/claim/claim.ts'
import { ask, sentenceOf } from '#web/api.ts'
import { Button } from '#web/ui/Button.tsx'
import { FreeText } from '#web/ui/FreeText.tsx'
import { keepDrafts } from '#web/ui/keep-drafts.ts'
import { Note } from '#web/ui/Note.tsx'
import { useFormKeys } from '#web/ui/use-form-keys.ts'
import { say } from '#web/words/say.ts'
import classes from './ClaimLine.module.css'
import { networkName, networks } from '#domain/people/networks.ts'
import { readCount } from '#web/marks/read-count.ts'
import { useCaseCommand } from '#web/use-case-command.ts'

type Props = {
  caseId: string
  seq: number
  /** The account from which they wrote, where there is one: proposed, and to be changed or left out. */
  account: { network: string; handle: string } | null
  close: () => void
}

type ClaimDraft = {
  kind: ClaimKind
  said: string
  count: string
  network: string
  handle: string
  domain: string
  warns: boolean
}

const useClaim = keepDrafts<ClaimDraft>()

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
  const { draft, change, forget } = useClaim(caseId, {
    kind: 'reach',
    said: '',
    count: '',
    network: account?.network ?? '',
    handle: account?.handle ?? '',
    domain: '',
    warns: false,
  })
  const { kind, said, count, network, handle, domain, warns } = draft
  const write = (part: Partial<ClaimDraft>) => change({ ...draft, ...part })
  const leave = () => {
    forget()
    close()
  }
  const form = useFormKeys(close)
  const command = useCaseCommand(caseId, (input: Omit<Parameters<typeof toAsk>[0], 'key'>, key) =>
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
            { onSuccess: leave },
          )
      }}
    >
      <NativeSelect
        label={say('What it is about')}
        data={kinds()}
        value={kind}
        onChange={(event) => {
          const chosen = kinds().find(({ value }) => value === event.currentTarget.value)
          if (chosen) write({ kind: chosen.value })
        }}
      />
      <FreeText
        label={say('In their words')}
        required
        withAsterisk={false}
        autosize
        minRows={2}
        maxRows={6}
        most={2000}
        value={said}
        onChange={(event) => write({ said: event.currentTarget.value })}
      />
      {kind === 'reach' ? (
        <TextInput
          label={say('How many follow them, as they say')}
          description={say('Who writes a number down has seen it, and can grant no gesture here then.')}
          inputMode="numeric"
          maxLength={20}
          value={count}
          error={isFault ? say('A number, such as 1,000,000') : undefined}
          onChange={(event) => write({ count: event.currentTarget.value })}
        />
      ) : null}
      <NativeSelect
        label={say('Their account is on')}
        data={[{ value: '', label: say('No account') }, ...networksWith(account?.network)]}
        value={network}
        onChange={(event) => write({ network: event.currentTarget.value })}
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
          onChange={(event) => write({ handle: event.currentTarget.value })}
        />
      )}
      <TextInput
        label={say('A site of theirs, if they have one')}
        maxLength={253}
        autoCapitalize="none"
        spellCheck={false}
        value={domain}
        onChange={(event) => write({ domain: event.currentTarget.value })}
      />
      <Checkbox
        label={say('They said that they will go public')}
        checked={warns}
        onChange={(event) => write({ warns: event.currentTarget.checked })}
      />
      <p className="small supports">{say('It can change who answers and where, never what is owed.')}</p>
      {command.error ? <Note tone="danger">{sentenceOf(command.error)}</Note> : null}
      <p className={classes['acts']}>
        <Button look="bare" onClick={leave}>
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
