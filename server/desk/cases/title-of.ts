import { firstWords } from '#domain/text/first-words.ts'
import { bareSubject } from '#domain/text/matter.ts'

/** What a case is called by its first message: the subject, or the beginning of what is said. */
export function titleOf(message: { subject: string; text: string }): string {
  const subject = bareSubject(message.subject)
  if (subject) return subject.slice(0, 300)
  return firstWords(message.text)
}
