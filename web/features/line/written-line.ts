const keyOf = (callId: string) => `evenhand.line ${callId}`

/** What was typed on a call and not written down yet, kept over a reload. */
export const keptWords = (callId: string): string => sessionStorage.getItem(keyOf(callId)) ?? ''

/** What was typed on a call since these words were sent off to be written down. */
export function wordsSince(callId: string, sent: string): string {
  const words = keptWords(callId)
  return words.startsWith(sent) ? words.slice(sent.length).trimStart() : words
}

export function keepWords(callId: string, words: string): void {
  if (words === '') sessionStorage.removeItem(keyOf(callId))
  else sessionStorage.setItem(keyOf(callId), words)
}
