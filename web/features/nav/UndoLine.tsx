import { memo, useEffect, useState } from 'react'
import { sentenceOf } from '#web/api.ts'
import { takeUndo, useUndoable } from '#web/undo.ts'
import { say } from '#web/words/say.ts'
import { announce } from '#web/ui/announce.ts'
import { useCommands } from '#web/ui/commands.ts'
import { Key } from '#web/ui/Key.tsx'
import classes from './UndoLine.module.css'

const readInMs = 5000

/** What was just done, and that it can be taken back for ten seconds. */
export const UndoLine = memo(function UndoLine() {
  const offered = useUndoable()
  const [refused, refuse] = useState('')
  const [isEmpty, sayEmpty] = useState(false)
  const undo = () => {
    const taken = takeUndo()
    refuse('')
    sayEmpty(!taken)
    if (!taken) return
    taken.undo().then(
      () => announce(say('Taken back.')),
      (error: unknown) => refuse(sentenceOf(error)),
    )
  }
  useCommands(say('Everywhere'), [
    { key: 'z', title: say('Take back what was just done'), act: undo, isMove: true },
  ])
  // What was refused before is not about what is offered now.
  if (offered && refused !== '') refuse('')
  if (offered && isEmpty) sayEmpty(false)
  // It is read and done with; what is refused stays until somebody has read why.
  useEffect(() => {
    const timer = isEmpty ? setTimeout(() => sayEmpty(false), readInMs) : undefined
    return () => clearTimeout(timer)
  }, [isEmpty])
  if (!offered && !isEmpty && refused === '') return null
  const told = isEmpty
    ? say('There is nothing to take back now. What can be taken back is offered for ten seconds.')
    : refused
  return (
    <output className={`eh-undo ${classes['line']}`}>
      <span>
        {offered?.about === undefined ? null : (
          <span className={`small waits ${classes['about']}`}>{offered.about}</span>
        )}
        {offered ? offered.sentence : told}
      </span>
      {offered ? (
        <button type="button" onClick={undo}>
          {say('Undo')} <Key name="Z" />
        </button>
      ) : (
        <button
          type="button"
          onClick={() => {
            refuse('')
            sayEmpty(false)
          }}
        >
          {say('Close')}
        </button>
      )}
    </output>
  )
})
