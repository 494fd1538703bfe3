import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import { listComments } from '#contract/policy-comment.ts'
import { listOverrides } from '#contract/policy-override.ts'
import { listTrials } from '#contract/policy-trial.ts'
import { listPolicyVersions, readPolicyVersion } from '#contract/policy.ts'
import { listRehearsals, readRehearsal } from '#contract/rehearsal.ts'
import { showStaffing } from '#contract/staffing.ts'
import { ask } from '#web/api.ts'

/** One version with all that is known of it. */
export type Version = z.output<typeof readPolicyVersion.output>

/** What the studio asks of the desk. All keys begin alike, so that what changes a policy makes all of it stale. */
export const studio = {
  versions: infiniteQueryOptions({
    queryKey: ['studio', 'versions'],
    queryFn: ({ pageParam }) => ask(listPolicyVersions, { after: pageParam }),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  }),
  version: (version: number) =>
    queryOptions({
      queryKey: ['studio', 'version', version],
      queryFn: () => ask(readPolicyVersion, { version }),
      staleTime: 30_000,
    }),
  overrides: queryOptions({
    queryKey: ['studio', 'overrides'],
    queryFn: () => ask(listOverrides, {}),
    staleTime: 60_000,
  }),
  comments: (version: number) =>
    queryOptions({
      queryKey: ['studio', 'comments', version],
      queryFn: () => ask(listComments, { version }),
      staleTime: 30_000,
    }),
  myComments: queryOptions({
    queryKey: ['studio', 'comments'],
    queryFn: () => ask(listComments, {}),
    staleTime: 30_000,
  }),
  rehearsals: (version: number) =>
    queryOptions({
      queryKey: ['studio', 'rehearsals', version],
      queryFn: () => ask(listRehearsals, { version }),
    }),
  rehearsal: (rehearsalId: string) =>
    queryOptions({
      queryKey: ['studio', 'rehearsal', rehearsalId],
      queryFn: () => ask(readRehearsal, { rehearsalId }),
      refetchInterval: ({ state: { data } }) =>
        data?.state === 'waiting' || data?.state === 'going' ? 700 : false,
    }),
  trials: queryOptions({ queryKey: ['studio', 'trials'], queryFn: () => ask(listTrials, {}) }),
}

/** Who stands on which rung as the house keeps it now, whatever the policy has written. */
export const staffingQuery = queryOptions({
  queryKey: ['staffing'],
  queryFn: () => ask(showStaffing, {}),
  staleTime: 30_000,
})
