import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'

/**
 * A command on a case. The same words asked twice carry the same key, so a double press, or a press after the line
 * broke, is done once. Whatever comes of it, the case is read anew.
 */
export function useCommand<Input>(caseId: string, act: (input: Input, key: string) => Promise<unknown>) {
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

/** Also where the page came over plain HTTP from another machine, and there is no `randomUUID`. */
const newKey = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  )
