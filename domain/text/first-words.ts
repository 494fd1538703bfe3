/** The beginning of what is said, for a list: its first line, ended after a whole word where it is longer than eighty characters. */
export function firstWords(text: string): string {
  const [line = ''] = text.trim().split('\n')
  return cutWords(line.trim(), 80)
}

/** The beginning of a text, of so many characters at most; it ends after a whole word, and shows that more was said. */
export function cutWords(text: string, most: number): string {
  if (text.length <= most) return text
  const cut = text.slice(0, most)
  const end = cut.search(/\s\S*$/)
  return `${(end < most / 2 ? cut.slice(0, -1).toWellFormed() : cut.slice(0, end)).trimEnd()}…`
}
