import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { z } from 'zod'
import type { CaseView } from '#contract/case-view.ts'
import { seeMentions } from '#contract/writing.ts'
import { ask } from '#web/api.ts'

type View = z.output<typeof CaseView>

/** Whoever opens a case has seen the notes in it that name them. */
export function useMentionsSeen({ id, messages }: View, me: string | undefined): void {
  const client = useQueryClient()
  const naming = messages.filter(({ mentions }) => me !== undefined && mentions.includes(me)).length
  useEffect(() => {
    if (naming === 0) return
    const see = async () => {
      const { seen } = await ask(seeMentions, { caseId: id })
      if (seen === 0) return
      for (const list of ['mentions', 'counts']) await client.invalidateQueries({ queryKey: [list] })
    }
    // What was not noted as seen is shown again: no harm, and nothing to tell.
    see().catch(() => undefined)
  }, [client, id, naming])
}
