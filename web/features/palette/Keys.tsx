import { Key } from '#web/ui/Key.tsx'

/** The keys of a command as they are struck one after the other; a capital letter is struck with shift. */
export function Keys({ struck }: { struck: string }) {
  return struck.split(' ').map((single) => <Key key={single} name={nameOf(single)} />)
}

const nameOf = (key: string) => {
  if (key.length !== 1) return key
  return /[A-Z]/.test(key) ? `shift+${key}` : key.toUpperCase()
}
