import { IconSearch } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { Key } from '#web/ui/Key.tsx'
import { useKeys } from '#web/ui/keys.ts'
import classes from './Desk.module.css'

const restMs = 250

/** Looks for a case by its number, its words, an address or a name, while one types. */
export function Find({ q, change }: { q: string; change: (q: string) => void }) {
  const [text, setText] = useState(q)
  const input = useRef<HTMLInputElement>(null)
  const latest = useRef(change)
  useEffect(() => {
    latest.current = change
  })
  useEffect(() => setText(q), [q])
  useEffect(() => {
    if (text.trim() === q) return
    const timer = setTimeout(() => latest.current(text.trim()), restMs)
    return () => clearTimeout(timer)
  }, [text, q])
  useKeys({ '/': () => input.current?.focus() })
  return (
    <search className={classes['find']}>
      <IconSearch size={16} stroke={1.5} aria-hidden="true" />
      <input
        ref={input}
        type="search"
        aria-label="Find anyone"
        placeholder="Find anyone"
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
