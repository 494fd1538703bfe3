import { IconCornerDownLeft } from '@tabler/icons-react'
import { areKeysOn } from './keys.ts'

const isApple = /Mac|iPhone|iPad/.test(navigator.userAgent)

/** A key cap. `mod` is ⌘ on Apple's machines and Ctrl elsewhere; nothing while single keys are turned off. */
export function Key({ name }: { name: string }) {
  const keys = name.split('+')
  if (keys.length === 1 && /^[a-z]$/i.test(name) && !areKeysOn()) return null
  return (
    <kbd aria-hidden="true">
      {keys.map((key) =>
        key === 'Enter' ? (
          <IconCornerDownLeft key={key} size={11} stroke={1.8} />
        ) : (
          <span key={key}>{key === 'mod' ? (isApple ? '⌘' : 'Ctrl ') : key}</span>
        ),
      )}
    </kbd>
  )
}
