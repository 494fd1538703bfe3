import { NativeSelect, TextInput } from '@mantine/core'
import { IconSignature } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState, type KeyboardEvent } from 'react'
import { askSignature } from '#contract/writing.ts'
import { deskRoles } from '#domain/role.ts'
import { ask, sentenceOf } from '#web/api.ts'
import { queries } from '#web/queries.ts'
import { announce } from '#web/ui/announce.ts'
import { Button } from '#web/ui/Button.tsx'
import { Note } from '#web/ui/Note.tsx'
import { say } from '#web/words/say.ts'
import { useCaseCommand } from '#web/use-case-command.ts'
import classes from './AskSignature.module.css'
import type { Draft } from './draft.ts'
import type { DraftKeeper } from './draft-keeper.ts'

type Props = {
  caseId: string
  me: string | undefined
  draft: Draft
  seq: number
  keeper: DraftKeeper
  hasFiles: boolean
  done: (sentence: string) => void
}

type Asking = {
  signer: string
  remark: string
  body: string
  visibility: 'private' | 'public'
  asks: boolean
}

/** Asks a colleague to let the reply go out under their name: they read it, change it if they like, and approve it. */
export function AskSignature({ caseId, me, draft, seq, keeper, hasFiles, done }: Props) {
  const [isOpen, open] = useState(false)
  const [signer, choose] = useState('')
  const [remark, write] = useState('')
  const { data } = useQuery({ ...queries.colleagues, enabled: isOpen })
  const others = (data?.members ?? []).filter(
    ({ id, role }) => id !== me && deskRoles.some((known) => known === role),
  )
  const command = useCaseCommand(caseId, (input: Asking & { seq: number }, key) =>
    ask(askSignature, { caseId, ...input, key }),
  )
  const submit = async () => {
    // A saving under way would bring the draft back after the desk had let go of it.
    await keeper.flush()
    const { draft: sent } = keeper.state()
    const { mode, body, asks } = sent
    if (mode === 'note') return
    const said = remark.trim() || say('A reply waits for your name.')
    const asked = await command
      .mutateAsync({ signer, remark: said, body, visibility: mode, asks, seq })
      .catch(() => null)
    if (!asked) return
    keeper.gone(sent)
    write((now) => (now === remark ? '' : now))
    open(false)
    const { name = '' } = others.find(({ id }) => id === signer) ?? {}
    const sentence = say('The reply waits for the name of {name}.', { name })
    announce(sentence)
    done(sentence)
  }
  /** Escape leaves this question, not the case. */
  const leave = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return
    event.stopPropagation()
    open(false)
  }
  if (!isOpen)
    return (
      <Button look="bare" disabled={draft.body.trim() === ''} onClick={() => open(true)}>
        <IconSignature size={16} stroke={1.5} aria-hidden="true" />
        {say('Under another name')}
      </Button>
    )
  return (
    <section className={classes['ask']} aria-label={say('Under another name')}>
      <NativeSelect
        label={say('Whose name')}
        ref={focusOnce}
        value={signer}
        onChange={(event) => choose(event.currentTarget.value)}
        onKeyDown={leave}
        data={[
          { value: '', label: say('Choose a colleague'), disabled: true },
          ...others.map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      <TextInput
        label={say('What they should know')}
        placeholder={say('A reply waits for your name.')}
        maxLength={1000}
        value={remark}
        onChange={(event) => write(event.currentTarget.value)}
        onKeyDown={(event) => {
          // The reply is not sent by it.
          if (event.key === 'Enter') event.preventDefault()
          else leave(event)
        }}
      />
      <Button busy={command.isPending} disabled={signer === '' || hasFiles} onClick={() => void submit()}>
        {say('Ask them')}
      </Button>
      <Button look="bare" onClick={() => open(false)}>
        {say('Never mind')}
      </Button>
      {hasFiles ? <p className="small waits">{say('Files do not go under another name.')}</p> : null}
      {command.error ? <Note tone="danger">{sentenceOf(command.error)}</Note> : null}
    </section>
  )
}

/** Given once, when the field appears. */
const focusOnce = (field: HTMLSelectElement | null) => field?.focus()
