import { bareSubject } from '#domain/text/matter.ts'

/** What a case is called by its first message: the subject, or the beginning of what is said. */
export function titleOf(message: { subject: string; text: string }): string {
  const subject = bareSubject(message.subject)
  if (subject) return subject.slice(0, 300)
  const [firstLine = ''] = message.text.trim().split('\n')
  return firstLine.slice(0, 80)
}
