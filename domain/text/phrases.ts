/**
 * A pattern that finds any of some phrases as whole words, letters and digits of every script told apart from what parts
 * words. Phrases are pieces of regular expressions, parted by `|` or by the end of a line, which says the same: lists can
 * be written as they are read. Spaces at the ends of a line count for nothing.
 */
export const phrases = (list: string, flags = 'u'): RegExp =>
  new RegExp(String.raw`(?<![\p{L}\d])(?:${inOneLine(list)})(?![\p{L}\d])`, flags)

/** The same list as a piece of a longer pattern. */
export const inOneLine = (list: string): string =>
  list
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('|')
