import { useEffect, useRef } from 'react'
import { say } from '#web/words/say.ts'
import { callerName, type Call } from './which-call.ts'

/** Whether this browser may tell of a call while its window is behind others. */
export const mayTell = (): boolean => 'Notification' in window && Notification.permission === 'granted'

/** Tells of each call that begins to ring while nobody looks at this window. */
export function useRingNotice(calls: readonly Call[]): void {
  const told = useRef(new Set<string>())
  useEffect(() => {
    for (const call of calls) {
      if (call.state !== 'ringing' || told.current.has(call.id)) continue
      told.current.add(call.id)
      if (document.hidden || !document.hasFocus()) void tellOf(call)
    }
  }, [calls])
}

async function tellOf(call: Call): Promise<void> {
  if (!mayTell()) return
  const registration = await navigator.serviceWorker?.getRegistration()
  const title = callerName(call) ?? say('Number withheld')
  // One call is told of once, however many windows are open.
  await registration?.showNotification(title, { body: say('Ringing'), tag: call.id, data: { path: '/line' } })
}
