import { sentenceOf } from '#web/api.ts'
import { Note } from '#web/ui/Note.tsx'
import { say } from '#web/words/say.ts'

type Props = {
  /** What a template left open. */
  left: string | null
  /** Why the desk did not take it. */
  error: Error | null
  isOffline: boolean
  isClosed: boolean
}

/** What keeps a reply from leaving that is no fault of its words. */
export const ComposerTroubles = ({ left, error, isOffline, isClosed }: Props) => (
  <>
    {left === null ? null : (
      <Note tone="danger">
        {say('“{blank}” is still to be written: fill it in or take it out, then send.', { blank: left })}
      </Note>
    )}
    {error ? (
      <Note tone="danger">
        {sentenceOf(error)} {say('Your draft is kept.')}
      </Note>
    ) : null}
    {isOffline ? (
      <output className="small waits">
        {say('The desk cannot be reached. What you write is kept in this browser.')}
      </output>
    ) : null}
    {isClosed ? (
      <p className="small waits">{say('The case is closed. Open it again to send this.')}</p>
    ) : null}
  </>
)
