import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { noteOnCall } from '#contract/calls.ts'
import { openCase } from '#contract/cases.ts'
import { ask } from '#web/api.ts'
import { newKey } from '#web/ui/new-key.ts'
import type { Call } from './which-call.ts'

/** What the words of a call are written to: the case in front, or one of its own. */
type Target = { call: Call; joins: string | null; name: string | undefined }

/** A case that a command can be given to. */
export type LineCase = { caseId: string; seq: number }

/**
 * Does something on the case of a call. Words that come with it are written down first; where nobody has written anything
 * down, they are the contact. The same words asked twice are done once.
 */
export function useLineCase<Input>(
  { call, joins, name }: Target,
  act: (on: LineCase, input: Input, key: string) => Promise<unknown>,
) {
  const client = useQueryClient()
  const attempt = useRef({ said: '', key: '' })
  return useMutation({
    mutationFn: async ({ words, ...rest }: { words: string } & { input: Input }) => {
      const said = JSON.stringify([words, rest.input])
      if (attempt.current.said !== said) attempt.current = { said, key: newKey() }
      const { key } = attempt.current
      const on = await caseFor(words, key)
      await act(on, rest.input, `${key} act`)
    },
    onSuccess: () => {
      attempt.current = { said: '', key: '' }
    },
    onSettled: () =>
      Promise.all(['card', 'case'].map((stale) => client.invalidateQueries({ queryKey: [stale] }))),
  })

  async function caseFor(words: string, key: string): Promise<LineCase> {
    const known = call.caseId
    if (known !== null && words.trim() === '') return newestOf(known)
    const noted = await ask(noteOnCall, {
      callId: call.id,
      body: words,
      joins,
      name,
      key: `${key} note`,
    })
    // Asked again, the first answer comes again, and the case has moved on since.
    return newestOf(noted.caseId)
  }
}

const newestOf = async (caseId: string): Promise<LineCase> => {
  const { seq } = await ask(openCase, { caseId })
  return { caseId, seq }
}
