import { z } from 'zod'
import { Problem } from '#web/api.ts'

const Lost = z.object({ rungsLost: z.array(z.object({ id: z.string() })).min(1) })

/** The rungs, by id, with which the people would go whom the house has put there, where a version was refused for them. */
export function rungsLost(refused: unknown): string[] {
  const told = Lost.safeParse(refused instanceof Problem ? refused.page : null)
  return told.success ? told.data.rungsLost.map(({ id }) => id) : []
}
