import type { ReactNode } from 'react'
import { sentenceOf } from './api.ts'
import classes from './FormFoot.module.css'
import { Button } from './ui/Button.tsx'
import { Note } from './ui/Note.tsx'
import { say } from './words/say.ts'

type Props = {
  /** What was refused, or could not be done, of what the form asks for. */
  refused: readonly (Error | null)[]
  /** Leaves the form; what was begun in it is let go of. */
  leave: () => void
  /** How leaving is called, where it is not to cancel. */
  leaving?: string
  /** The buttons that do what the form is for. */
  children: ReactNode
}

/** The foot of a form: what was refused, what is done with it, and the way out of it. */
export function FormFoot({ refused, leave, leaving = say('Cancel'), children }: Props) {
  const sentences = refused.flatMap((error) => (error ? [sentenceOf(error)] : []))
  return (
    <footer className={classes['foot']}>
      {sentences.map((sentence) => (
        <Note key={sentence} tone="danger">
          {sentence}
        </Note>
      ))}
      <div className={classes['buttons']}>
        {children}
        <Button look="bare" onClick={leave}>
          {leaving}
        </Button>
      </div>
    </footer>
  )
}
