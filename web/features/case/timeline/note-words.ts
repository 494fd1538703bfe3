/** A note cut into its words and the colleagues that it names. */
export type NotePart = { at: number; text: string; isName: boolean }

type Member = { id: string; name: string }

const mention = /(?<![\p{L}\p{N}_.@/-])@([\p{L}\p{N}](?:[\p{L}\p{N}._-]*[\p{L}\p{N}])?)/gu

/** Shows `@ines` by her name, where the desk took the handle for a colleague's; any other @ stays as it was typed. */
export function noteParts(body: string, mentions: readonly string[], members: readonly Member[]): NotePart[] {
  const parts: NotePart[] = []
  let end = 0
  for (const { index, 0: written, 1: handle = '' } of body.matchAll(mention)) {
    const named = mentions.find((one) => one.toLowerCase() === handle.toLowerCase())
    if (named === undefined) continue
    const name = members.find(({ id }) => id === named)?.name ?? named
    parts.push({ at: end, text: body.slice(end, index), isName: false })
    parts.push({ at: index, text: `@${name}`, isName: true })
    end = index + written.length
  }
  return [...parts, { at: end, text: body.slice(end), isName: false }].filter(({ text }) => text !== '')
}
