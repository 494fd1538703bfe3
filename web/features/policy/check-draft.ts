import { PolicyFault, readDraft } from '#domain/policy/document.ts'
import type { LawShelf } from '#domain/policy/law/shelf.ts'
import type { Finding } from '#domain/policy/proof/finding.ts'
import { prove } from '#domain/policy/proof/prove.ts'

/** Something in a draft that cannot be read, and its place, such as `['tables', 'attention', 'rows', 'a2', 'when', 'days']`. */
export type Problem = { readonly path: readonly string[]; readonly says: string }

/** What came of reading and proving a draft. */
export type Checked =
  | { readonly state: 'unreadable'; readonly problems: readonly Problem[] }
  | { readonly state: 'checked'; readonly findings: readonly Finding[]; readonly milliseconds: number }

/** How long a proof may take while somebody edits; what is open then is *not proved*. */
const patienceMs = 10_000

/** Reads a draft and proves it, or says where it cannot be read. */
export function checkDraft(document: unknown, law: LawShelf): Checked {
  const began = performance.now()
  try {
    const policy = readDraft(document)
    const findings = prove(policy, { law, isLate: () => performance.now() - began > patienceMs })
    return { state: 'checked', findings, milliseconds: performance.now() - began }
  } catch (fault) {
    if (!(fault instanceof PolicyFault)) throw fault
    return { state: 'unreadable', problems: fault.problems.map(located) }
  }
}

function located(problem: string): Problem {
  const end = problem.indexOf(': ')
  if (end === -1) return { path: [], says: problem }
  const place = problem.slice(0, end)
  return { path: place === 'the document' ? [] : place.split('.'), says: problem.slice(end + 2) }
}
