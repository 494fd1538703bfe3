import { TextInput } from '@mantine/core'
import { useState } from 'react'

type Props = {
  label: string
  value: string
  write: (text: string) => void
  /** What is wrong with a text; null where nothing is. */
  check?: (text: string) => string | null
  isLong?: boolean
}

/** A field that writes once one has done with it, by Enter or by going on: one step to undo, not one for each letter. */
export function TypedField({ label, value, write, check, isLong = false }: Props) {
  const [typed, setTyped] = useState<string | null>(null)
  const fault = typed === null ? null : (check?.(typed) ?? null)
  const end = () => {
    if (typed === null || fault !== null) return
    setTyped(null)
    if (typed.trim() !== value) write(typed.trim())
  }
  return (
    <TextInput
      label={label}
      value={typed ?? value}
      error={fault}
      {...(isLong && { 'data-long': true })}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={end}
      onKeyDown={(event) => {
        if (event.key === 'Enter') end()
        if (event.key === 'Escape') setTyped(null)
      }}
    />
  )
}
