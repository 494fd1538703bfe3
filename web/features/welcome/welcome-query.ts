import { queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import { showWelcome } from '#contract/welcome.ts'
import { ask } from '#web/api.ts'

/** Whether this is the first visit, what one may do about it, and how far setting up has come. */
export const welcomeQuery = queryOptions({
  queryKey: ['welcome'],
  queryFn: () => ask(showWelcome, {}),
})

export type Welcoming = z.output<typeof showWelcome.output>
export type Guiding = NonNullable<Welcoming['guide']>

/** Whether nobody has ever signed in here; where that cannot be known, one signs in. */
export const isFirstVisit = (): Promise<boolean> =>
  ask(showWelcome, {}).then(
    ({ isFirst }) => isFirst,
    () => false,
  )
