import { Checkbox, Textarea } from '@mantine/core'
import { IconLock, IconNotes } from '@tabler/icons-react'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import type { z } from 'zod'
import type { CaseView } from '#contract/case-view.ts'
import { sendReply, writeNote } from '#contract/cases.ts'
import { ask, sentenceOf } from '#web/api.ts'
import { channelWord } from '#web/marks/ChannelMark.tsx'
import { firstName } from '#web/marks/next-step.ts'
import { announce } from '#web/ui/announce.ts'
import { Button } from '#web/ui/Button.tsx'
import { Key } from '#web/ui/Key.tsx'
import { Mark } from '#web/ui/Mark.tsx'
import { Note } from '#web/ui/Note.tsx'
import { Seg } from '#web/ui/Seg.tsx'
import { addresseeOf, type Addressee } from './addressee.ts'
import classes from './Composer.module.css'
import { emptyDraft, keepDraft, readDraft, type Draft } from './draft.ts'
import { News } from './News.tsx'
import { useCommand } from './use-command.ts'
import { useSeen } from './use-seen.ts'

type Props = {
  kase: z.output<typeof CaseView>
  me: string | undefined
  /** What a key asked to write. */
  asked: 'reply' | 'note' | null
  done: () => void
}

/** Where one answers the customer, or writes to colleagues. Private unless one says otherwise. */
export function Composer({ kase, me, asked, done }: Props) {
  const to = addresseeOf(kase)
  const [written, setDraft] = useState(() => readDraft(kase.id))
  const draft = fitting(written, to)
  const [isUnfolded, unfold] = useState(draft.body !== '')
  const field = useRef<HTMLTextAreaElement>(null)
  const [focusAsked, askFocus] = useState(0)
  const seen = useSeen(kase, me)
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
    if (asked === null) return
    unfold(true)
    setDraft((before) => ({ ...before, mode: modeFor(asked, before.mode) }))
    askFocus((times) => times + 1)
    done()
  }, [asked, done])
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
  if (kase.state === 'merged') return null
  if (!isUnfolded)
    return (
      <Folded
        name={firstName(to.name)}
        write={(mode) => {
          unfold(true)
          setDraft({ ...draft, mode })
          askFocus((times) => times + 1)
        }}
      />
    )
  return (
    <form
      className={classes['composer']}
      data-mode={draft.mode}
      aria-label={draft.mode === 'note' ? 'Note' : 'Reply'}
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) submit()
        if (event.key !== 'Escape') return
        event.stopPropagation()
        field.current?.blur()
        if (draft.body === '') unfold(false)
      }}
    >
      <div className={classes['bar']}>
        <Seg
          label="Who can read it"
          value={draft.mode}
          choose={(mode) => change({ mode })}
          choices={choicesFor(to)}
        />
        <ToWhom draft={draft} to={to} />
      </div>
      <Textarea
        ref={field}
        aria-label={fieldLabel(draft.mode, to)}
        variant="unstyled"
        autosize
        minRows={3}
        maxRows={14}
        maxLength={draft.mode === 'note' ? 20_000 : 50_000}
        value={draft.body}
        onChange={(event) => change({ body: event.currentTarget.value })}
        classNames={{ input: classes['field'] ?? '' }}
        placeholder={draft.mode === 'note' ? 'What colleagues should know' : 'Say what failed, who does what, and by when'}
      />
      {draft.body !== '' ? <News kase={kase} me={me} news={seen.news} catchUp={seen.catchUp} /> : null}
      {send.error ? <Note tone="danger">{sentenceOf(send.error)} Your draft is kept.</Note> : null}
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

const modeFor = (asked: 'reply' | 'note', mode: Draft['mode']): Draft['mode'] =>
  asked === 'note' ? 'note' : mode === 'note' ? 'private' : mode

/** A draft of a public reply is private again where the last word did not come from a public place. */
const fitting = (draft: Draft, { canBePublic }: Addressee): Draft =>
  draft.mode === 'public' && !canBePublic ? { ...draft, mode: 'private' } : draft

const fieldLabel = (mode: Draft['mode'], { name }: Addressee) =>
  mode === 'note' ? 'Note for colleagues' : `${mode === 'public' ? 'Public' : 'Private'} reply to ${name}`

function Folded({ name, write }: { name: string; write: (mode: 'private' | 'note') => void }) {
  return (
    <div className={classes['folded']}>
      <button type="button" onClick={() => write('private')}>
        Reply to {name} <Key name="R" />
      </button>
      <button type="button" onClick={() => write('note')}>
        <IconNotes size={16} stroke={1.5} aria-hidden="true" />
        Note <Key name="N" />
      </button>
    </div>
  )
}

function choicesFor({ channel, canBePublic }: Addressee) {
  const by = channelWord(channel)
  const way = by === 'SMS' ? by : by.toLowerCase()
  const look = { size: 16, stroke: 1.5, 'aria-hidden': true } as const
  const choice = (value: Draft['mode'], icon: ReactNode, words: string) => ({
    value,
    loud: value === 'public',
    label: (
      <>
        {icon}
        {words}
      </>
    ),
  })
  return [
    choice('private', <IconLock {...look} />, `Private, by ${way}`),
    ...(canBePublic ? [choice('public', <Mark name="radiating" />, `Public, on ${way}`)] : []),
    choice('note', <IconNotes {...look} />, 'Note'),
  ]
}

/** Who will read this, unmistakably. */
function ToWhom({ draft, to }: { draft: Draft; to: Addressee }) {
  if (draft.mode === 'note') return <p className={classes['to']}>Only colleagues read this</p>
  if (draft.mode === 'public')
    return (
      <p className={classes['to']} data-loud="true">
        Everyone can read this
      </p>
    )
  return (
    <p className={classes['to']}>
      To <b>{to.name}</b>
      {to.address && to.address !== to.name ? `, ${to.address}` : ''}
    </p>
  )
}

function SendButton({ draft: { mode, body }, to, busy }: { draft: Draft; to: Addressee; busy: boolean }) {
  const isEmpty = body.trim() === ''
  const word = mode === 'note' ? 'Save the note' : mode === 'public' ? 'Post in public' : to.byHand ? 'Write down what was said' : 'Send'
  return (
    <div className={classes['send']}>
      {to.byHand && mode === 'private' ? (
        <span className="small waits">You say it yourself; the desk writes it down.</span>
      ) : null}
      <Button type="submit" look={mode === 'public' ? 'loud' : 'go'} disabled={isEmpty} busy={busy} keyName="mod+Enter">
        {mode === 'public' ? <Mark name="radiating" /> : null}
        {word}
      </Button>
    </div>
  )
}
