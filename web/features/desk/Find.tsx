import { IconSearch } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { Key } from '#web/ui/Key.tsx'
import { useCommands } from '#web/ui/commands.ts'
import { say } from '#web/words/say.ts'
import classes from './Desk.module.css'

const restMs = 250

/** Looks for a case by its number, its words, an address or a name, while one types. */
export function Find({ q, change }: { q: string; change: (q: string) => void }) {
  const [text, setText] = useState(q)
  const [known, setKnown] = useState(q)
  const [sent, setSent] = useState(q)
  const input = useRef<HTMLInputElement>(null)
  const latest = useRef(change)
  // A filter that was dropped elsewhere empties the field; our own words coming back leave what is typed alone.
  if (q !== known) {
    setKnown(q)
    if (q !== sent) setText(q)
  }
  useEffect(() => {
    latest.current = change
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
        }}
      />
      <Key name="/" />
    </search>
  )
}
