/** Marks that mail programs set before a subject that goes on. */
const marks = /^\s*(?:(?:re|aw|antw|sv|fwd?|wg|tr|rv|enc)(?:\[\d+\]|\s*\(\d+\))?\s*:\s*)+/i

const bare = (subject: string) => subject.replace(marks, '').replaceAll(/\s+/g, ' ').trim().toLowerCase()

/**
 * What a message is called that came under another subject than its case has: it may be another matter, and whoever reads the
 * case sees so. Null where it is called the same, or nothing.
 */
export function otherSubject(subject: string, ofCase: string): string | null {
  const own = bare(subject)
  return own === '' || own === bare(ofCase) ? null : subject.trim()
}
