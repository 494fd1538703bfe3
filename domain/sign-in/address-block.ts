/**
 * The block that an internet address belongs to: its /24, or its /64 for IPv6, which is what one household or one company
 * is given. `203.0.113.7` is of `203.0.113`.
 */
export function blockOf(address: string): string {
  const [, mapped] = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address) ?? []
  const plain = mapped ?? address
  return plain.includes(':') ? sixthsOf(plain).slice(0, 4).join(':') : plain.split('.').slice(0, 3).join('.')
}

/** Who asks, as far as an address tells: the address itself, or the /64 of it, as every machine has many of those. */
export const clientOf = (address: string): string => {
  const [, mapped] = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address) ?? []
  if (mapped !== undefined) return mapped
  return address.includes(':') ? blockOf(address) : address
}

/** The eight groups of an IPv6 address, written out. */
function sixthsOf(address: string): string[] {
  const [bare = ''] = address.toLowerCase().split('%')
  const [front = '', back] = bare.split('::')
  const head = front.split(':').filter(Boolean)
  const tail = (back ?? '').split(':').filter(Boolean)
  const zeros = back === undefined ? 0 : Math.max(0, 8 - head.length - tail.length)
  return [...head, ...Array.from({ length: zeros }, () => '0'), ...tail].map((group) =>
    group.replace(/^0+(?=.)/, ''),
  )
}
