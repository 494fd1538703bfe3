import { lookAtItem, setItemAside } from '#contract/keeping.ts'
import { openItem, retryItem } from '#contract/items.ts'
import type { NoComplaint } from '#domain/case/no-complaint.ts'
import { ask } from '#web/api.ts'
import { becauseWords } from '#web/marks/because-words.ts'
import { heard } from '#web/words/heard.ts'
import { say } from '#web/words/say.ts'

/** What became of an item that somebody decided about. */
export type Became =
  | { kind: 'case'; caseId: string; isNew: boolean }
  | { kind: 'set-aside'; because: string }
  | { kind: 'rightly-set-aside' }
  | { kind: 'still-not-understood'; because: string }

/** Whether nothing is left to decide. */
export const isOver = (became: Became): boolean => became.kind !== 'still-not-understood'

/** What became of it, in a sentence. */
export function becameWords(became: Became): string {
  switch (became.kind) {
    case 'case':
      return became.isNew ? say('It is a case now.') : say('It belongs to a case now.')
    case 'set-aside':
      return say('Set aside: {because}.', { because: becauseWords(became.because) })
    case 'rightly-set-aside':
      return say('Rightly set aside.')
    case 'still-not-understood':
      return say('Still in quarantine. {because}', { because: heard(became.because) })
  }
}

/** Tries to understand it again. */
export const tryAgain = async (itemId: string, key: string): Promise<Became> =>
  fateOf(await ask(retryItem, { itemId, key }))

/** Makes it a case. */
export const makeCase = async (itemId: string, key: string): Promise<Became> =>
  fateOf(await ask(openItem, { itemId, key }))

/** Sets it aside. */
export async function setAside(itemId: string, because: NoComplaint, key: string): Promise<Became> {
  await ask(setItemAside, { itemId, because, key })
  return { kind: 'set-aside', because }
}

/** Says whether it was rightly set aside; what was not becomes a case. */
export async function judge(itemId: string, right: boolean, key: string): Promise<Became> {
  const { caseId } = await ask(lookAtItem, { itemId, right, key })
  return caseId === null ? { kind: 'rightly-set-aside' } : { kind: 'case', caseId, isNew: true }
}

type Answer = Awaited<ReturnType<typeof ask<typeof openItem.input, typeof openItem.output>>>

function fateOf({ outcome, caseId, because }: Answer): Became {
  if (caseId !== undefined) return { kind: 'case', caseId, isNew: outcome === 'opened' }
  return outcome === 'set-aside' ? { kind: 'set-aside', because } : { kind: 'still-not-understood', because }
}
