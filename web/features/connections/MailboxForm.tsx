import { Checkbox, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { z } from 'zod'
import { addMailbox, changeMailbox, testConnection } from '#contract/connections.ts'
import { ask } from '#web/api.ts'
import { FormFoot } from '#web/FormFoot.tsx'
import { TeamChoice } from '#web/TeamChoice.tsx'
import { Button } from '#web/ui/Button.tsx'
import { keepDrafts } from '#web/ui/keep-drafts.ts'
import { useOnce } from '#web/use-once.ts'
import { say } from '#web/words/say.ts'
import { connectionsQuery, type ConnectionView } from './connections-query.ts'
import { ServerDraftShape, ServerFields, serverGiven, type ServerDraft } from './ServerFields.tsx'
import { Trial } from './Trial.tsx'
import classes from './Connections.module.css'

type Props = {
  /** What is changed; none where one is added. */
  connection?: ConnectionView | undefined
  /** Whether it gets its first address: to whoever writes it, a mailbox is added. */
  isFirst?: boolean
  /** Whether one that is added is fetched from a mailbox, to begin with. */
  fetches?: boolean
  close: () => void
}

const imapPorts = { secure: '993', starting: '143' }
const relayPorts = { secure: '465', starting: '587' }

type MailboxDraft = {
  name: string
  address: string
  team: string
  hasImap: boolean
  imap: ServerDraft
  folder: string
  hasRelay: boolean
  relay: ServerDraft
}

const useMailbox = keepDrafts<MailboxDraft>({
  place: 'mailbox',
  shape: z.object({
    name: z.string(),
    address: z.string(),
    team: z.string(),
    hasImap: z.boolean(),
    imap: ServerDraftShape,
    folder: z.string(),
    hasRelay: z.boolean(),
    relay: ServerDraftShape,
  }),
  bare: (draft) => ({
    ...draft,
    imap: { ...draft.imap, password: '' },
    relay: { ...draft.relay, password: '' },
  }),
})

/** Adds or changes a mailbox: tried before it is saved, or saved knowingly without. */
export function MailboxForm({ connection, isFirst = false, fetches = true, close }: Props) {
  const client = useQueryClient()
  const changed = isFirst ? undefined : connection
  // Whichever way its mail comes, the first mailbox has one name and one address.
  const kept = useMailbox(
    changed?.id ?? (isFirst ? 'first' : 'added'),
    mailboxDraft(connection, changed ? changed.imap !== null : true),
  )
  const { change, forget } = kept
  const draft = fetches ? kept.draft : { ...kept.draft, hasImap: false }
  const { name, address, team, hasImap, imap, folder, hasRelay, relay } = draft
  const write = (part: Partial<MailboxDraft>) => change({ ...draft, ...part })

  const keptImap = connection?.imap != null
  const keptRelay = connection?.relay != null
  const servers = serversOf(draft)
  const said = JSON.stringify(servers)
  const trial = useMutation({
    mutationFn: async () => ({
      said,
      tried: await ask(testConnection, { connectionId: connection?.id, ...servers }),
    }),
  })
  const save = useMutation({
    mutationFn: useOnce((written: MailboxDraft, key) => {
      const named = { name: written.name, team: written.team || null, key }
      return connection
        ? ask(changeMailbox, {
            connectionId: connection.id,
            ...named,
            address: written.address || null,
            ...serversOf(written),
          })
        : ask(addMailbox, { ...named, address: written.address, ...newServersOf(written) })
    }),
    onSuccess: async () => {
      await client.invalidateQueries(connectionsQuery)
      forget()
      close()
    },
  })
  const tried = trial.data?.said === said ? trial.data.tried : undefined
  const needsTrial = hasImap || hasRelay
  const worksOrNeedsNone = !needsTrial || tried?.works === true
  return (
    <form
      className={classes['form']}
      aria-label={changed ? say('Change {name}', { name: changed.name }) : say('Add a mailbox')}
      onSubmit={(event) => {
        event.preventDefault()
        if (worksOrNeedsNone) save.mutate(draft)
        else trial.mutate()
      }}
    >
      <div className={classes['server']}>
        <TextInput
          label={say('Name')}
          description={say('Customers see it as the sender where no colleague is named.')}
          inputWrapperOrder={below}
          required
          maxLength={200}
          value={name}
          onChange={(event) => write({ name: event.currentTarget.value })}
        />
        <TextInput
          label={say('Address that customers write to')}
          description={say('Replies leave from it.')}
          inputWrapperOrder={below}
          type="email"
          required={changed?.isDefault !== true}
          value={address}
          onChange={(event) => write({ address: event.currentTarget.value })}
        />
        <TeamChoice team={team} choose={(chosen) => write({ team: chosen })} />
      </div>
      {isFirst && !fetches ? null : (
        <Checkbox
          label={say('Fetch its mail from an IMAP mailbox')}
          description={say('Nothing in it is marked, moved or deleted. Without this, forward its mail here.')}
          checked={hasImap}
          onChange={(event) => write({ hasImap: event.currentTarget.checked })}
        />
      )}
      {hasImap ? (
        <ServerFields
          label={say('Mailbox')}
          server={imap}
          ports={imapPorts}
          isKept={keptImap}
          change={(server) => write({ imap: server })}
        >
          <TextInput
            label={say('Folder')}
            required
            value={folder}
            onChange={(event) => write({ folder: event.currentTarget.value })}
          />
        </ServerFields>
      ) : null}
      <Checkbox
        label={say('Send its replies by a relay of its own')}
        description={say('Without this they leave by the relay of the desk.')}
        checked={hasRelay}
        onChange={(event) => {
          const isAsImap = relay.host === '' && imap.user !== ''
          write({
            hasRelay: event.currentTarget.checked,
            ...(isAsImap && { relay: { ...relay, user: imap.user, password: imap.password } }),
          })
        }}
      />
      {hasRelay ? (
        <ServerFields
          label={say('Relay')}
          server={relay}
          ports={relayPorts}
          isKept={keptRelay}
          change={(server) => write({ relay: server })}
        />
      ) : null}
      {tried ? <Trial tried={tried} /> : null}
      <FormFoot
        refused={[trial.error, save.error]}
        leave={() => {
          forget()
          close()
        }}
      >
        {worksOrNeedsNone ? (
          <Button look="go" type="submit" busy={save.isPending}>
            {say('Save')}
          </Button>
        ) : (
          <Button look="go" type="submit" busy={trial.isPending}>
            {trial.isPending ? say('Testing') : say('Test it')}
          </Button>
        )}
        {tried && !tried.works ? (
          <Button busy={save.isPending} onClick={() => save.mutate(draft)}>
            {say('Save although it does not work')}
          </Button>
        ) : null}
      </FormFoot>
    </form>
  )
}

/** Explained below the field, so that the fields of one row stand on one line. */
const below: ('label' | 'input' | 'description' | 'error')[] = ['label', 'input', 'description', 'error']

/** The servers that are asked and that send, as they are said where they are known already: a password that is empty stays. */
const serversOf = ({ hasImap, imap, folder, hasRelay, relay }: MailboxDraft) => ({
  imap: hasImap ? { ...serverGiven(imap), mailbox: folder } : null,
  relay: hasRelay ? serverGiven(relay) : null,
})

const newServersOf = (draft: MailboxDraft) => {
  const { imap, relay } = serversOf(draft)
  return {
    imap: imap ? { ...imap, password: draft.imap.password } : undefined,
    relay: relay ? { ...relay, password: draft.relay.password } : undefined,
  }
}

const mailboxDraft = (connection: ConnectionView | undefined, hasImap: boolean): MailboxDraft => ({
  name: connection?.name ?? '',
  address: connection?.address ?? '',
  team: connection?.team ?? '',
  hasImap,
  imap: draftOf(connection?.imap, imapPorts.secure),
  folder: connection?.imap?.mailbox ?? 'INBOX',
  hasRelay: connection?.relay != null,
  relay: draftOf(connection?.relay, relayPorts.secure),
})

const draftOf = (
  known: { host: string; port: number; secure: boolean; user: string } | null | undefined,
  port: string,
): ServerDraft => ({
  host: known?.host ?? '',
  port: known ? String(known.port) : port,
  secure: known?.secure ?? true,
  user: known?.user ?? '',
  password: '',
})
