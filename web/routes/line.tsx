import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { popCall } from '#contract/calls.ts'
import { ask } from '#web/api.ts'
import { ClaimsOnLine } from '#web/features/claims/ClaimsOnLine.tsx'
import { CallScreen } from '#web/features/line/CallScreen.tsx'
import { Installing } from '#web/features/line/Installing.tsx'
import { WaysOn } from '#web/features/line/WaysOn.tsx'
import { PagesLine } from '#web/features/notices/PagesLine.tsx'
import { listenLive } from '#web/live.ts'
import { queries } from '#web/queries.ts'
import { useCommands } from '#web/ui/commands.ts'
import { everything } from '#web/views.ts'
import { say } from '#web/words/say.ts'

const KeySheet = lazy(async () => ({
  default: (await import('#web/features/palette/KeySheet.tsx')).KeySheet,
}))

const route = getRouteApi('/line')

/** The call screen in a window of its own. */
export function LineRoute() {
  const client = useQueryClient()
  const { phone } = route.useSearch()
  const { data: me } = useQuery(queries.me)
  const whose = me && `${me.organisation.id} ${me.handle}`
  useEffect(() => (whose === undefined ? undefined : listenLive(client, whose)), [client, whose])
  const [areKeysShown, showKeys] = useState(false)
  useWaysOn(() => showKeys(true))
  const aside = (
    <>
      <WaysOn showKeys={() => showKeys(true)} />
      <Installing />
    </>
  )
  return (
    <div style={{ display: 'grid', gridTemplate: 'auto minmax(0, 1fr) / minmax(0, 1fr)', height: '100dvh' }}>
      <PagesLine />
      <CallScreen wanted={usePopped(phone)} aside={aside} claims={claimsOn} />
      <Suspense>{areKeysShown ? <KeySheet close={() => showKeys(false)} /> : null}</Suspense>
    </div>
  )
}

/** What leads on from here, by the keys that lead there from every other page. */
function useWaysOn(showKeys: () => void) {
  const navigate = useNavigate()
  useCommands(say('Everywhere'), [
    { key: 'g d', title: say('Go to the desk'), act: () => navigate({ to: '/', search: everything }) },
    {
      key: 'c',
      title: say('Write down a call, a letter or a visit'),
      act: () => navigate({ to: '/write-down' }),
    },
    { key: '?', title: say('All keys'), act: showKeys },
  ])
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
