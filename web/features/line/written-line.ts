const keyOf = (callId: string) => `evenhand.line ${callId}`

/** What was typed on a call and not written down yet, kept over a reload. */
export const keptWords = (callId: string): string => sessionStorage.getItem(keyOf(callId)) ?? ''

export function keepWords(callId: string, words: string): void {
  if (words === '') sessionStorage.removeItem(keyOf(callId))
  else sessionStorage.setItem(keyOf(callId), words)
}
