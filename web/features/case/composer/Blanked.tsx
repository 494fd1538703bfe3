import { cutAtBlanks } from './blanks.ts'
import classes from './Blanked.module.css'

/** A text on one line as it is shown before it is taken: what is to be filled in is drawn as a blank. */
export const Blanked = ({ text }: { text: string }) =>
  cutAtBlanks(text).map(({ text: part, at, isBlank }) =>
    isBlank ? (
      <span key={at} className={classes['blank']}>
        {part.slice(2, -2).trim()}
      </span>
    ) : (
      part
    ),
  )
