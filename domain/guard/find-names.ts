import type { PersonalSpan } from './personal-span.ts'

/** Where a text names somebody: by the whole name, or by a family name with its capital. */
export function findNames(text: string, names: readonly string[]): PersonalSpan[] {
  return names.slice(0, most).flatMap((name) => {
    const words = name.trim().split(/\s+/)
    const family = words.at(-1) ?? ''
    if (words.length < 2) return []
    const whole = words.map(literal).join(String.raw`\s+`)
    const alone = family.length >= 4 && /^\p{Lu}/u.test(family) ? `|${literal(family)}` : ''
    const shape = new RegExp(String.raw`(?<![\p{L}\d])(?:${whole}${alone})(?![\p{L}\d])`, 'gu')
    return [...text.matchAll(shape)].map(({ 0: found, index }): PersonalSpan => ({
      kind: 'name',
      from: index,
      to: index + found.length,
    }))
  })
}

const most = 50

const literal = (word: string) => word.replaceAll(/[.*+?^${}()|[\]\\/-]/g, String.raw`\$&`)
