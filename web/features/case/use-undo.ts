import { useQueryClient } from '@tanstack/react-query'
import { offerUndo } from '#web/undo.ts'

/** Offers to take back what was just done to a case; the case is read anew when it was. */
export function useUndo(caseId: string): (sentence: string, takeBack: () => Promise<unknown>) => void {
  const client = useQueryClient()
  return (sentence, takeBack) =>
    offerUndo({
      sentence,
      undo: async () => {
        await takeBack()
        await client.invalidateQueries({ queryKey: ['case', caseId] })
      },
    })
}
