import { IconCornerDownLeft } from '@tabler/icons-react'
import { say } from '#web/words/say.ts'
import { areKeysOn } from './keys.ts'

const isApple = /Mac|iPhone|iPad/.test(navigator.userAgent)

/** How a key is written on its cap. */
function capOf(key: string): string {
  if (key === 'mod') return isApple ? '⌘' : say('Ctrl')
  if (key === 'alt') return isApple ? '⌥' : 'Alt'
  return key === 'shift' ? '⇧' : key
}

/**
 * A key cap; `mod` is ⌘ on Apple's machines and Ctrl elsewhere. Single keys, alone or with shift, are not shown
 * while they are turned off.
 */
export function Key({ name }: { name: string }) {
  if (/^(?:shift\+)?.$/.test(name) && !areKeysOn()) return null
  return (
    <kbd aria-hidden="true">
      {name
        .split('+')
        .map((key) =>
          key === 'Enter' ? (
            <IconCornerDownLeft key={key} size={11} stroke={1.8} />
          ) : (
            <span key={key}>{capOf(key)}</span>
          ),
        )}
    </kbd>
  )
}
