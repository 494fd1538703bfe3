import type { WrittenPolicy } from '#domain/policy/written-policy.ts'
import { heard } from '#web/words/heard.ts'

let spoken: readonly unknown[] = []
let titles: ReadonlyMap<string, string> = new Map()

type Known = { readonly id: string; readonly title?: unknown }

/**
 * From here on a rung is called by its title in tables and findings, as everywhere else, and not by its name in the document:
 * the rungs of the policy that is open, and those that cases climb by now, which it may have left out.
 */
export function callRungs(ladder: WrittenPolicy['ladder'], now: readonly Known[]): void {
  if (spoken[0] === ladder && spoken[1] === now) return
  spoken = [ladder, now]
  titles = new Map(
    [...now, ...ladder].flatMap(({ id, title }: Known) =>
      typeof title === 'string' && title.trim() !== '' ? [[id, heard(title)]] : [],
    ),
  )
}

/** What a rung is called; undefined for what is no rung. */
export const rungTitle = (id: string): string | undefined => titles.get(id)

/** Another thing whenever rungs are called otherwise: for whoever remembers words that were made of them. */
export const rungsCalled = (): unknown => titles
