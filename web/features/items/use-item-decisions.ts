import { takeBackItem } from '#contract/items.ts'
import { ask } from '#web/api.ts'
import { newKey } from '#web/ui/new-key.ts'
import { focusLine } from '#web/ui/use-lines.ts'
import { offerUndo } from '#web/undo.ts'
import { useDecisions, type Decisions } from '#web/use-decisions.ts'
import { becameWords, isOver, type Became } from './became.ts'

/** What is decided about items by one key, each taken back by one more as long as nothing came of it. */
export function useItemDecisions(called: (id: string) => string | undefined): Decisions<Became> {
  const decisions = useDecisions<Became>({
    stale: ['items', 'audit', 'cases'],
    tell: becameWords,
    isOver,
    offer: (id, became) => {
      if (!isOver(became) || (became.kind === 'case' && !became.isNew)) return
      const about = called(id)
      // The same key, should the first answer get lost: it is taken back once.
      const key = newKey()
      offerUndo({
        ...(about && { about }),
        sentence: becameWords(became),
        undo: async () => {
          await ask(takeBackItem, { itemId: id, key })
          await decisions.forget(id)
          focusLine(id)
        },
      })
    },
  })
  return decisions
}
