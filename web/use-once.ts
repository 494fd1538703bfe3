import { useState } from 'react'
import { keysByWords } from './keys-by-words.ts'

/**
 * A command that is done once, for `useMutation`: a double press, or a press after the line broke, carries the key of the
 * first. Everything that is asked for belongs into the input, because the key hangs on it.
 */
export function useOnce<Input, Output>(
  act: (input: Input, key: string) => Promise<Output>,
): (input: Input) => Promise<Output> {
  const [keys] = useState(keysByWords)
  return async (input) => {
    const key = keys.keyFor(input)
    const answer = await act(input, key)
    keys.done(key)
    return answer
  }
}
