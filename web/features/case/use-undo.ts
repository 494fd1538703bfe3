import { useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import type { CaseView } from '#contract/case-view.ts'
import { offerUndo } from '#web/undo.ts'
import { calledCase } from './called-case.ts'

/** Offers to take back what was just done to a case; the case is read anew when it was. */
export function useUndo(
  kase: Pick<z.output<typeof CaseView>, 'id' | 'number' | 'person'>,
): (sentence: string, takeBack: () => Promise<unknown>) => void {
  const client = useQueryClient()
  return (sentence, takeBack) =>
    offerUndo({
      about: calledCase(kase),
      sentence,
      undo: async () => {
        await takeBack()
        await client.invalidateQueries({ queryKey: ['case', kase.id] })
      },
    })
}
