import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import type { z } from 'zod'
import { noteOnCall } from '#contract/calls.ts'
import { openCase } from '#contract/cases.ts'
import { ask, Problem } from '#web/api.ts'
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
  const attempt = useRef<Attempt | null>(null)
  const noting = useRef<z.input<typeof noteOnCall.input> | null>(null)
  return useMutation({
    mutationFn: async ({ words, input }: { words: string; input: Input }) => {
      const said = JSON.stringify([words, input])
      if (attempt.current?.said !== said) attempt.current = { said, key: newKey(), on: null }
      const mine = attempt.current
      try {
        mine.on ??= await caseFor(words)
        await act(mine.on, input, mine.key)
        attempt.current = null
        noting.current = null
      } catch (error) {
        // What was refused is tried on the case as it is by then; what the line took away is asked again as it was.
        if (isRefusal(error)) attempt.current = null
        throw error
      }
    },
    onSettled: () =>
      Promise.all(['card', 'case'].map((stale) => client.invalidateQueries({ queryKey: [stale] }))),
  })

  async function caseFor(words: string): Promise<LineCase> {
    const known = call.caseId
    if (known !== null && words.trim() === '') return newestOf(known)
    const noted = await ask(noteOnCall, noteOf(words)).catch((error: unknown) => {
      if (isRefusal(error)) noting.current = null
      throw error
    })
    // Asked again, the first answer comes again, and the case has moved on since.
    return newestOf(noted.caseId)
  }

  /** The same words are the same note, though the call is on a case by now, or more is asked for beside them. */
  function noteOf(body: string) {
    if (noting.current?.body !== body) noting.current = { callId: call.id, body, joins, name, key: newKey() }
    return noting.current
  }
}

/** What is asked for, and on which case, once that is known. */
type Attempt = { said: string; key: string; on: LineCase | null }

const isRefusal = (error: unknown) => error instanceof Problem && error.status >= 400 && error.status < 500

const newestOf = async (caseId: string): Promise<LineCase> => {
  const { seq } = await ask(openCase, { caseId })
  return { caseId, seq }
}
