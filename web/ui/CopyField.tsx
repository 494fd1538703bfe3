import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { say } from '#web/words/say.ts'
import { announce } from './announce.ts'
import { Button } from './Button.tsx'
import classes from './CopyField.module.css'

/** A text to be taken along whole: it is marked when entered, and copied by one press. */
export function CopyField({ label, text }: { label: string; text: string }) {
  const [isCopied, setCopied] = useState(false)
  const copy = async () => {
    // Pages that came over plain HTTP may not write to the clipboard; the text is marked there for the copying by hand.
    await navigator.clipboard.writeText(text)
    setCopied(true)
    announce(say('Copied.'))
  }
  return (
    <div className={classes['copy']}>
      <TextInput
        label={label}
        value={text}
        readOnly
        onFocus={(event) => event.currentTarget.select()}
        className={classes['text']}
      />
      {'clipboard' in navigator ? (
        <Button onClick={() => void copy().catch(() => setCopied(false))}>
          {isCopied ? say('Copied') : say('Copy')}
        </Button>
      ) : null}
    </div>
  )
}
