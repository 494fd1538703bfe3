import { useState, type ReactNode } from 'react'
import { sentenceOf } from '#web/api.ts'
import { Button } from '#web/ui/Button.tsx'
import { Note } from '#web/ui/Note.tsx'
import { Sheet, SheetEnd } from '#web/ui/Sheet.tsx'
import { useSendKey } from '#web/ui/use-send-key.ts'
import { say } from '#web/words/say.ts'
import { News } from '../timeline/News.tsx'
import type { TaskProps } from './Tasks.tsx'
import type { useSeen } from '../use-seen.ts'

type Props = TaskProps & {
  title: string
  /** What the button says: the verb. */
  verb: string
  seen: ReturnType<typeof useSeen>
  command: { isPending: boolean; error: Error | null; reset: () => void }
  isReady: boolean
  /** What is missing while it is not ready: said to whoever sends it all the same. */
  missing?: string | undefined
  /** Where there is nothing to fill in, the focus begins on the button that does it. */
  isPlain?: boolean
  submit: () => void
  children: ReactNode
}

/** A short task on a case: its fields, what happened meanwhile, what was refused, and one button. */
export function TaskSheet({ kase, me, close, ...props }: Props) {
  const { title, verb, seen, command, isReady, missing, isPlain = false, submit, children } = props
  const [isTold, tell] = useState(false)
  const form = useSendKey()
  return (
    <Sheet title={title} close={close}>
      <form
        ref={form}
        style={{ display: 'contents' }}
        // What was refused has been changed: the refusal is not about it any more.
        onInput={() => command.error && command.reset()}
        onSubmit={(event) => {
          event.preventDefault()
          tell(!isReady)
          if (isReady && !command.isPending) submit()
        }}
      >
        {children}
        <News kase={kase} me={me} news={seen.news} catchUp={seen.catchUp} />
        {command.error && seen.news.length === 0 ? (
          <Note tone="danger">{sentenceOf(command.error)}</Note>
        ) : null}
        {isTold && !isReady && missing !== undefined ? <Note tone="danger">{missing}</Note> : null}
        <SheetEnd>
          <Button look="bare" onClick={close}>
            {say('Not now')}
          </Button>
          <Button
            type="submit"
            look="go"
            busy={command.isPending}
            disabled={!isReady}
            keyName="mod+Enter"
            {...(isPlain && { 'data-autofocus': true })}
          >
            {verb}
          </Button>
        </SheetEnd>
      </form>
    </Sheet>
  )
}
