import { Checkbox, Textarea } from '@mantine/core'
import { IconNotes } from '@tabler/icons-react'
import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import type { z } from 'zod'
import type { CaseView } from '#contract/case-view.ts'
import { sendReply, writeNote } from '#contract/cases.ts'
import { ask, Problem, sentenceOf } from '#web/api.ts'
import { firstName } from '#web/marks/next-step.ts'
import { announce } from '#web/ui/announce.ts'
import { Key } from '#web/ui/Key.tsx'
import { Note } from '#web/ui/Note.tsx'
import { isSendKey } from '#web/ui/use-send-key.ts'
import { addresseeOf, type Addressee } from './addressee.ts'
import classes from './Composer.module.css'
import { emptyDraft, keepDraft, readDraft, type Draft } from './draft.ts'
import { News } from './News.tsx'
import { Readers } from './Readers.tsx'
import { SendButton } from './SendButton.tsx'
import { useCommand } from './use-command.ts'
import { useSeen } from './use-seen.ts'

type Props = {
  kase: z.output<typeof CaseView>
  me: string | undefined
  asked: Asked | null
}

/** What a key or a button elsewhere asked to write; a new one each time. */
export type Asked = { what: 'reply' | 'note' }

/** Where one answers the customer, or writes to colleagues. Private unless one says otherwise. */
export function Composer({ kase, me, asked }: Props) {
  const to = addresseeOf(kase)
  const [written, setDraft] = useState(() => readDraft(kase.id))
  const draft = fitting(written, to)
  const [isUnfolded, unfold] = useState(draft.body !== '')
  const [answered, answer] = useState<Asked | null>(null)
  const field = useRef<HTMLTextAreaElement>(null)
  const [focusAsked, askFocus] = useState(0)
  const seen = useSeen(kase, me)
  const begin = (what: Asked['what']) => {
    unfold(true)
    setDraft({ ...draft, mode: modeFor(what, draft.mode) })
    askFocus(focusAsked + 1)
  }
  if (asked !== answered) {
    answer(asked)
    if (asked) begin(asked.what)
  }
  const send = useCommand(kase.id, ({ seq, mode, body, asks }: Draft & { seq: number }, key) =>
    mode === 'note'
      ? ask(writeNote, { caseId: kase.id, body, seq, key })
      : ask(sendReply, { caseId: kase.id, body, visibility: mode, asks, seq, key }),
  )
  const change = (changed: Partial<Draft>) => {
    const next = { ...draft, ...changed }
    if (draft.body === '') seen.catchUp()
    setDraft(next)
    keepDraft(kase.id, next)
  }
  useEffect(() => {
    if (focusAsked > 0) field.current?.focus()
  }, [focusAsked])

  const submit = () => {
    if (draft.body.trim() === '' || send.isPending) return
    send.mutate(
      { ...draft, seq: seen.seq },
      {
        onSuccess: () => {
          announce(draft.mode === 'note' ? 'The note is written.' : 'The reply is on its way.')
          setDraft(emptyDraft)
          keepDraft(kase.id, emptyDraft)
          unfold(false)
        },
      },
    )
  }
  const catchUp = () => {
    seen.catchUp()
    send.reset()
  }
  const leave = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    event.stopPropagation()
    event.currentTarget.blur()
    if (draft.body === '') unfold(false)
  }
  // That the case has moved is told by what has moved.
  const isStale = send.error instanceof Problem && send.error.status === 409 && seen.news.length > 0
  if (kase.state !== 'open') return <p className={classes['closed']}>Open this case again to answer in it.</p>
  if (!isUnfolded) return <Folded name={firstName(to.name)} write={begin} />
  return (
    <form
      className={classes['composer']}
      data-mode={draft.mode}
      aria-label={draft.mode === 'note' ? 'Note' : 'Reply'}
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <Readers draft={draft} to={to} choose={(mode) => change({ mode })} />
      <Textarea
        ref={field}
        aria-label={fieldLabel(draft.mode, to)}
        variant="unstyled"
        autosize
        minRows={3}
        maxRows={14}
        maxLength={draft.mode === 'note' ? 20_000 : 50_000}
        value={draft.body}
        readOnly={send.isPending}
        onChange={(event) => change({ body: event.currentTarget.value })}
        onKeyDown={(event) => {
          if (isSendKey(event)) submit()
          if (event.key === 'Escape') leave(event)
        }}
        classNames={{ input: classes['field'] ?? '' }}
        placeholder={
          draft.mode === 'note'
            ? 'What colleagues should know'
            : 'Say what failed, who does what, and by when'
        }
      />
      {draft.body !== '' ? <News kase={kase} me={me} news={seen.news} catchUp={catchUp} /> : null}
      {send.error && !isStale ? (
        <Note tone="danger">{sentenceOf(send.error)} Your draft is kept.</Note>
      ) : null}
      <div className={classes['end']}>
        {draft.mode === 'note' ? null : (
          <Checkbox
            label={`It asks ${firstName(to.name)} something: then it is their turn`}
            checked={draft.asks}
            onChange={(event) => change({ asks: event.currentTarget.checked })}
          />
        )}
        <SendButton draft={draft} to={to} busy={send.isPending} />
      </div>
    </form>
  )
}

const modeFor = (asked: Asked['what'], mode: Draft['mode']): Draft['mode'] =>
  asked === 'note' ? 'note' : mode === 'note' ? 'private' : mode

/** A draft of a public reply is private again where the last word did not come from a public place. */
const fitting = (draft: Draft, { canBePublic }: Addressee): Draft =>
  draft.mode === 'public' && !canBePublic ? { ...draft, mode: 'private' } : draft

const fieldLabel = (mode: Draft['mode'], { name }: Addressee) =>
  mode === 'note' ? 'Note for colleagues' : `${mode === 'public' ? 'Public' : 'Private'} reply to ${name}`

function Folded({ name, write }: { name: string; write: (what: Asked['what']) => void }) {
  return (
    <div className={classes['folded']}>
      <button type="button" onClick={() => write('reply')}>
        Reply to {name} <Key name="R" />
      </button>
      <button type="button" onClick={() => write('note')}>
        <IconNotes size={16} stroke={1.5} aria-hidden="true" />
        Note <Key name="N" />
      </button>
    </div>
  )
}
