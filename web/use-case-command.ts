import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useOnce } from './use-once.ts'

/** A command on a case, done once however often it is pressed. Whatever comes of it, the case is read anew. */
export function useCaseCommand<Input, Output>(
  caseId: string,
  act: (input: Input, key: string) => Promise<Output>,
) {
  const client = useQueryClient()
  const actOnce = useOnce(act)
  return useMutation({
    mutationFn: actOnce,
    onSettled: () => client.invalidateQueries({ queryKey: ['case', caseId] }),
  })
}
