import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { newKey } from '#web/ui/new-key.ts'

/**
 * A command on a case. The same words asked twice carry the same key, so a double press, or a press after the line
 * broke, is done once. Whatever comes of it, the case is read anew.
 */
export function useCommand<Input, Output>(
  caseId: string,
  act: (input: Input, key: string) => Promise<Output>,
) {
  const client = useQueryClient()
  const attempt = useRef({ said: '', key: '' })
  return useMutation({
    mutationFn: (input: Input) => {
      const said = JSON.stringify(input)
      if (attempt.current.said !== said) attempt.current = { said, key: newKey() }
      return act(input, attempt.current.key)
    },
    onSuccess: () => {
      attempt.current = { said: '', key: '' }
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['case', caseId] }),
  })
}
