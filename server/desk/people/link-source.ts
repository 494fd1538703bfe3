import type { z } from 'zod'
import type { LinkSource } from '#contract/account-view.ts'

const kinds = ['message', 'claim', 'member'] as const

/** Where evidence comes from, as links keep it: `message:…`, `claim:…`, `member:…`, or the desk. */
export function sourceOf(source: string, name: string | null = null): z.input<typeof LinkSource> {
  const at = source.indexOf(':')
  const kind = kinds.find((known) => known === source.slice(0, Math.max(0, at)))
  return kind ? { kind, id: source.slice(at + 1), name } : { kind: 'desk', id: null, name: null }
}
