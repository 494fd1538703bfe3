/** A text in small letters, letter for letter: one whose small form is longer, such as İ, stays as it is, and every place stays too. */
export function smallLetters(text: string): string {
  const small = text.toLowerCase()
  return small.length === text.length ? small : text.replaceAll(/\p{Lu}/gu, smallLetter)
}

function smallLetter(letter: string): string {
  const small = letter.toLowerCase()
  return small.length === letter.length ? small : letter
}
