import { useId, type ComponentProps, type MouseEvent, type ReactNode } from 'react'
import classes from './Button.module.css'
import { Key } from './Key.tsx'

type Props = ComponentProps<'button'> & {
  /** `go` is the one filled button of a view; `loud` says that everyone will read it. */
  look?: 'plain' | 'go' | 'loud' | 'bare'
  /** The key that presses it, shown on it. */
  keyName?: string
  busy?: boolean
  /** What still has to be done before it can be pressed, in a sentence: it is greyed and says so. */
  waitsFor?: string | null
  children: ReactNode
}

/** A button with its key. While it is busy it stays where it is and cannot be pressed twice. */
export function Button({
  look = 'plain',
  keyName,
  busy = false,
  waitsFor = null,
  children,
  disabled,
  ...rest
}: Props) {
  const reason = useId()
  const button = (
    <button
      type="button"
      {...rest}
      className={classes['button']}
      data-look={look}
      disabled={disabled === true || waitsFor !== null}
      // A button that is switched off loses the focus, and whoever works by keys their place: a busy one only does nothing.
      aria-disabled={busy || undefined}
      onClick={busy ? doNothing : rest.onClick}
      aria-describedby={waitsFor === null ? rest['aria-describedby'] : reason}
      aria-busy={busy || undefined}
    >
      {children}
      {keyName ? <Key name={keyName} /> : null}
    </button>
  )
  if (waitsFor === null) return button
  return (
    <>
      {button}
      <span className={`small waits ${classes['reason']}`} id={reason}>
        {waitsFor}
      </span>
    </>
  )
}

const doNothing = (event: MouseEvent) => event.preventDefault()
