/** What the desk says by itself, by its English: `{name}` stands for whatever stands there. */
type Heard = Readonly<Record<string, string>>

type Pattern = { shape: RegExp; translated: string }

let whole: ReadonlyMap<string, string> = new Map()
let patterns: readonly Pattern[] = []

/** From here on what the desk says is heard in this language. What the catalogue lacks stays English. */
export function listenIn(catalogue: Heard): void {
  const sentences = Object.entries(catalogue)
  whole = new Map(sentences)
  patterns = sentences
    .filter(([english]) => english.includes('{'))
    // Of two that fit, the one that says more by itself is meant.
    .toSorted(([one], [other]) => fixedIn(other) - fixedIn(one))
    .map(([english, translated]) => ({ shape: shapeOf(english), translated }))
}

/**
 * What the desk said (a refusal, the title of a rung that came with the starter policy) in the language of who looks. The
 * desk speaks English to programs and people alike, so this is where it is understood; names and numbers in it stay.
 */
export function heard(english: string): string {
  const known = whole.get(english)
  if (known !== undefined) return known
  for (const { shape, translated } of patterns) {
    const values = shape.exec(english)?.groups
    if (values) return translated.replaceAll(/\{(\w+)\}/g, (_, name: string) => listed(values[name] ?? ''))
  }
  return english
}

/** A value that is itself something the desk says, or several of them with commas. */
const listed = (value: string) =>
  value
    .split(', ')
    .map((one) => whole.get(one) ?? one)
    .join(', ')

const fixedIn = (english: string) => english.replaceAll(/\{\w+\}/g, '').length

const shapeOf = (english: string) =>
  new RegExp(
    `^${english
      .split(/\{(\w+)\}/)
      .map((piece, place) =>
        place % 2 === 1 ? `(?<${piece}>.+)` : piece.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'),
      )
      .join('')}$`,
    's',
  )
