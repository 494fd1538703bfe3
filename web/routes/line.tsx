import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { popCall } from '#contract/calls.ts'
import { ask } from '#web/api.ts'
import { ClaimsOnLine } from '#web/features/claims/ClaimsOnLine.tsx'
import { CallScreen } from '#web/features/line/CallScreen.tsx'
import { Installing } from '#web/features/line/Installing.tsx'
import { PagesLine } from '#web/features/notices/PagesLine.tsx'
import { listenLive } from '#web/live.ts'
import { queries } from '#web/queries.ts'

const route = getRouteApi('/line')

/** The call screen in a window of its own. */
export function LineRoute() {
  const client = useQueryClient()
  const { phone } = route.useSearch()
  const { data: me } = useQuery(queries.me)
  const whose = me && `${me.organisation.id} ${me.handle}`
  useEffect(() => (whose === undefined ? undefined : listenLive(client, whose)), [client, whose])
  return (
    <div style={{ display: 'grid', gridTemplate: 'auto minmax(0, 1fr) / minmax(0, 1fr)', height: '100dvh' }}>
      <PagesLine />
      <CallScreen wanted={usePopped(phone)} aside={<Installing />} claims={claimsOn} />
    </div>
  )
}

/** A telephone system opened this page with the number that calls: that is a call of its own, taken down once. */
function usePopped(phone: string | undefined): string | null {
  const client = useQueryClient()
  const asked = useRef<string | null>(null)
  const { data, mutate } = useMutation({
    mutationFn: (number: string) => ask(popCall, { phone: number }),
    onSuccess: () => client.invalidateQueries(queries.calls),
  })
  useEffect(() => {
    if (phone === undefined || asked.current === phone) return
    asked.current = phone
    mutate(phone)
  }, [phone, mutate])
  return data?.callId ?? null
}

const claimsOn = (caseId: string, warn: () => void) => <ClaimsOnLine caseId={caseId} warn={warn} />
