import { sentenceOf } from '#web/api.ts'
import { Button } from '#web/ui/Button.tsx'
import { FreeText } from '#web/ui/FreeText.tsx'
import { keepDrafts } from '#web/ui/keep-drafts.ts'
import { Note } from '#web/ui/Note.tsx'
import { useFormKeys } from '#web/ui/use-form-keys.ts'
import { say } from '#web/words/say.ts'
import { useCaseCommand } from '#web/use-case-command.ts'
import classes from './RoomLine.module.css'

type Props = {
  caseId: string
  label: string
  hint: string
  draft: string
  /** How many characters it may have. */
  most: number
  isPublic: boolean
  /** That nothing is sent from here, where whoever writes it gives it themselves. */
  byHand: string | null
  sends: string
  send: (body: string, key: string) => Promise<unknown>
  close: () => void
}

const useText = keepDrafts<string>()

/** A drafted text that is sent as it is or changed first; everything in it passes the guard when it is sent. */
export function RoomText({ caseId, label, hint, draft, most, isPublic, byHand, sends, send, close }: Props) {
  // What was drafted otherwise since is not what was begun on.
  const { draft: body, change: setBody, forget } = useText(`${caseId} ${label} ${draft}`, draft)
  const command = useCaseCommand(caseId, send)
  const leave = () => {
    forget()
    close()
  }
  const go = () => {
    if (body.trim() !== '' && !command.isPending) command.mutate(body, { onSuccess: leave })
  }
  return (
    <form
      ref={useFormKeys(close)}
      className={classes['form']}
      data-public={isPublic}
      onSubmit={(event) => {
        event.preventDefault()
        go()
      }}
    >
      <FreeText
        label={label}
        description={hint}
        autosize
        minRows={3}
        maxRows={10}
        most={most}
        value={body}
        onChange={(event) => setBody(event.currentTarget.value)}
      />
      {isPublic ? <p className={classes['public']}>{say('Everyone can read this')}</p> : null}
      {byHand === null ? null : <p className="small waits">{byHand}</p>}
      {command.error ? <Note tone="danger">{sentenceOf(command.error)}</Note> : null}
      <p className={classes['acts']}>
        <Button look="bare" onClick={leave}>
          {say('Leave as it was')}
        </Button>
        <Button type="submit" keyName="mod+Enter" busy={command.isPending} disabled={body.trim() === ''}>
          {sends}
        </Button>
      </p>
    </form>
  )
}
