import { useState } from 'react'
import { sentenceOf } from '#web/api.ts'
import { takeUndo, useUndoable } from '#web/undo.ts'
import { say } from '#web/words/say.ts'
import { announce } from '#web/ui/announce.ts'
import { Key } from '#web/ui/Key.tsx'
import { useKeys } from '#web/ui/keys.ts'
import classes from './UndoLine.module.css'

/** What was just done, and that it can be taken back for ten seconds. */
export function UndoLine() {
  const offered = useUndoable()
  const [refused, refuse] = useState('')
  const undo = () => {
    const taken = takeUndo()
    if (!taken) return
    refuse('')
    taken.undo().then(
      () => announce(say('Taken back.')),
      (error: unknown) => refuse(sentenceOf(error)),
    )
  }
  useKeys(offered ? { z: undo } : {})
  if (!offered && refused === '') return null
  return (
    <output className={classes['line']}>
      <span>{offered ? offered.sentence : refused}</span>
      {offered ? (
        <button type="button" onClick={undo}>
          {say('Undo')} <Key name="Z" />
        </button>
      ) : (
        <button type="button" onClick={() => refuse('')}>
          {say('Close')}
        </button>
      )}
    </output>
  )
}
