import { Textarea } from '@mantine/core'
import { useCallback, useEffect, useRef, useState } from 'react'
import { sentenceOf } from '#web/api.ts'
import { Button } from '#web/ui/Button.tsx'
import { Note } from '#web/ui/Note.tsx'
import { useSendKey } from '#web/ui/use-send-key.ts'
import { say } from '#web/words/say.ts'
import classes from './RoomLine.module.css'
import { useRoomCommand } from './use-room-command.ts'

type Props = {
  caseId: string
  label: string
  hint: string
  draft: string
  isPublic: boolean
  sends: string
  send: (body: string, key: string) => Promise<unknown>
  close: () => void
}

/** A drafted text that is sent as it is or changed first; everything in it passes the guard when it is sent. */
export function RoomText({ caseId, label, hint, draft, isPublic, sends, send, close }: Props) {
  const [body, setBody] = useState(draft)
  const command = useRoomCommand(caseId, send)
  const byEscape = useEscape(close)
  const bySendKey = useSendKey()
  const go = () => {
    if (body.trim() !== '' && !command.isPending) command.mutate(body, { onSuccess: close })
  }
  return (
    <form
      ref={useCallback(
        (form: HTMLFormElement | null) => {
          const ends = [byEscape(form), bySendKey(form)]
          return () => {
            for (const end of ends) end?.()
          }
        },
        [byEscape, bySendKey],
      )}
      className={classes['form']}
      data-public={isPublic}
      onSubmit={(event) => {
        event.preventDefault()
        go()
      }}
    >
      <Textarea
        label={label}
        description={hint}
        autosize
        minRows={3}
        maxRows={10}
        maxLength={1000}
        value={body}
        onChange={(event) => setBody(event.currentTarget.value)}
      />
      {isPublic ? <p className={classes['public']}>{say('Everyone can read this')}</p> : null}
      {command.error ? <Note tone="danger">{sentenceOf(command.error)}</Note> : null}
      <p className={classes['acts']}>
        <Button look="bare" onClick={close}>
          {say('Leave as it was')}
        </Button>
        <Button type="submit" keyName="mod+Enter" busy={command.isPending} disabled={body.trim() === ''}>
          {sends}
        </Button>
      </p>
    </form>
  )
}

/** Whoever asked for it goes on in it, and leaves it by Escape from any of its fields. */
function useEscape(leave: () => void) {
  const latest = useRef(leave)
  useEffect(() => {
    latest.current = leave
  })
  return useCallback((form: HTMLFormElement | null) => {
    if (!form) return
    form.querySelector('textarea')?.focus()
    // It may open at the lower edge of its column: what everyone will read is seen whole.
    requestAnimationFrame(() => form.scrollIntoView({ block: 'nearest' }))
    const press = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return
      event.stopPropagation()
      latest.current()
    }
    form.addEventListener('keydown', press)
    return () => form.removeEventListener('keydown', press)
  }, [])
}
