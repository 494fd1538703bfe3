import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { newKey } from '#web/ui/new-key.ts'

/** A command on a remedy. The same words asked twice carry the same key; whatever comes of it, its case and the lists are read anew. */
export function useRemedyCommand<Input, Output>(act: (input: Input, key: string) => Promise<Output>) {
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
    onSettled: async () => {
      for (const list of ['case', 'remedies', 'counts']) await client.invalidateQueries({ queryKey: [list] })
    },
  })
}
