import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { announce } from '#web/ui/announce.ts'
import { newKey } from '#web/ui/new-key.ts'

/** A step in the life of a policy: done once under its key; all that the screens hold of policies is read anew after it. */
export function useStep<Given = void>(
  step: (given: Given, key: string) => Promise<unknown>,
  said: string,
  then?: () => void,
) {
  const client = useQueryClient()
  const key = useRef(newKey())
  return useMutation({
    mutationFn: (given: Given) => step(given, key.current),
    onSuccess: async () => {
      announce(said)
      await Promise.all([
        client.invalidateQueries({ queryKey: ['studio'] }),
        client.invalidateQueries({ queryKey: ['policy'] }),
      ])
      then?.()
    },
    onSettled: () => {
      key.current = newKey()
    },
  })
}
