import { useState } from 'react'
import { findPersonalData, type Known } from '#domain/guard/personal-data.ts'
import { findOutbound } from '#domain/guard/outbound.ts'
import { FreeText } from '#web/ui/FreeText.tsx'
import { locale, say } from '#web/words/say.ts'
import classes from './Guard.module.css'

/** A place to try a reply: what of it the guard would stop, before anything is kept. */
export function TryGuard({ known }: { known: Known & { hashtags: readonly string[] } }) {
  const [text, setText] = useState('')
  const spans = [
    ...findPersonalData(text, known),
    ...findOutbound(text, { isPublic: true, hashtags: known.hashtags }),
  ]
  const words = new Intl.ListFormat(locale(), { type: 'conjunction' }).format(
    spans.map(({ from, to }) => say('“{words}”', { words: text.slice(from, to).trim() })),
  )
  return (
    <div className={classes['try']}>
      <FreeText
        label={say('Try a public reply')}
        description={say('Nothing of this is kept.')}
        autosize
        minRows={2}
        most={5000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <output className="small">
        {text.trim() === ''
          ? null
          : spans.length === 0
            ? say('This could be sent.')
            : say('This would be stopped: {words}.', { words })}
      </output>
    </div>
  )
}
