import { IconSearch } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { Key } from '#web/ui/Key.tsx'
import { useCommands } from '#web/ui/commands.ts'
import { say } from '#web/words/say.ts'
import classes from './Desk.module.css'

const restMs = 250

/** What is to be done with the first case that is found: it is opened, or the keys go there. */
export type Then = 'open' | 'go-there'

type Props = { q: string; look: (q: string, then?: Then) => void }

/**
 * Looks for a case by its number, its words, an address, a telephone number or a name, while one types. Enter opens the first
 * that is found, the arrow goes down to it.
 */
export function Find({ q, look }: Props) {
  const [text, setText] = useState(q)
  const [known, setKnown] = useState(q)
  const [sent, setSent] = useState(q)
  const input = useRef<HTMLInputElement>(null)
  const latest = useRef(look)
  // A filter that was dropped elsewhere empties the field; our own words coming back leave what is typed alone.
  if (q !== known) {
    setKnown(q)
    if (q !== sent) setText(q)
  }
  useEffect(() => {
    latest.current = look
  })
  useEffect(() => {
    const words = text.trim()
    if (words === q) return
    const timer = setTimeout(() => {
      setSent(words)
      latest.current(words)
    }, restMs)
    return () => clearTimeout(timer)
  }, [text, q])
  const lookNow = (then: Then) => {
    const words = text.trim()
    if (words === '' && then === 'open') return
    setSent(words)
    look(words, then)
  }
  useCommands(say('On the desk'), [
    { key: '/', title: say('Find anyone'), act: () => input.current?.focus() },
  ])
  return (
    <search className={classes['find']}>
      <IconSearch size={16} stroke={1.5} aria-hidden="true" />
      <input
        ref={input}
        type="search"
        aria-label={say('Find anyone')}
        placeholder={say('Find anyone')}
        maxLength={200}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') event.currentTarget.blur()
          if (event.nativeEvent.isComposing || (event.key !== 'Enter' && event.key !== 'ArrowDown')) return
          event.preventDefault()
          lookNow(event.key === 'Enter' ? 'open' : 'go-there')
        }}
      />
      <Key name="/" />
    </search>
  )
}
