import type { ComponentProps, ReactNode } from 'react'
import classes from './Button.module.css'
import { Key } from './Key.tsx'

type Props = ComponentProps<'button'> & {
  /** `go` is the one filled button of a view; `loud` says that everyone will read it. */
  look?: 'plain' | 'go' | 'loud' | 'bare'
  /** The key that presses it, shown on it. */
  keyName?: string
  busy?: boolean
  children: ReactNode
}

/** A button with its key. While it is busy it stays where it is and cannot be pressed twice. */
export function Button({ look = 'plain', keyName, busy = false, children, disabled, ...rest }: Props) {
  return (
    <button
      type="button"
      {...rest}
      className={classes['button']}
      data-look={look}
      disabled={disabled === true || busy}
      aria-busy={busy || undefined}
    >
      {children}
      {keyName ? <Key name={keyName} /> : null}
    </button>
  )
}
