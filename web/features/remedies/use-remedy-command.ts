import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useOnce } from '#web/use-once.ts'

/** A command on a remedy, done once however often it is pressed. Whatever comes of it, its case and the lists are read anew. */
export function useRemedyCommand<Input, Output>(act: (input: Input, key: string) => Promise<Output>) {
  const client = useQueryClient()
  const actOnce = useOnce(act)
  return useMutation({
    mutationFn: actOnce,
    onSettled: () =>
      Promise.all(
        ['case', 'remedies', 'counts'].map((list) => client.invalidateQueries({ queryKey: [list] })),
      ),
  })
}
