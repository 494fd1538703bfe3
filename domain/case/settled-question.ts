/**
 * Asks the customer whether it is settled, and how they can say so, in their language where we speak it. It does not press:
 * what is missing, and that we are wrong, stand beside that all is well.
 */
export function settledQuestion(language: string | null, name: string | null): string {
  const isGerman = (language ?? '').toLowerCase().startsWith('de')
  return isGerman ? german(name) : english(name)
}

const english = (name: string | null) =>
  [
    name ? `Hello ${name},` : 'Hello,',
    'is it settled for you? One line as an answer to this message is enough: settled, not settled, or our answer is wrong. If something is missing, write what it is, and we go on from there.',
    'If we hear nothing we ask again before we close it. You can open it again at any time: write to us.',
  ].join('\n\n')

const german = (name: string | null) =>
  [
    name ? `Guten Tag ${name},` : 'Guten Tag,',
    'ist die Sache für Sie erledigt? Eine Zeile als Antwort auf diese Nachricht genügt: erledigt, nicht erledigt, oder unsere Antwort ist falsch. Wenn etwas fehlt, schreiben Sie, was es ist; dann machen wir dort weiter.',
    'Hören wir nichts, fragen wir noch einmal nach, bevor wir den Fall schließen. Sie können ihn jederzeit wieder öffnen: Schreiben Sie uns.',
  ].join('\n\n')
