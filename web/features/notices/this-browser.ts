import { addBrowser } from '#contract/notices.ts'
import { ask } from '#web/api.ts'

/** Why this browser cannot tell of anything, or that it can. */
export type Ability = 'can' | 'refused' | 'cannot'

/** Whether this browser can tell of things while the desk is closed. A phone of Apple's can once the desk is installed. */
export function abilityOfBrowser(): Ability {
  if (!('serviceWorker' in navigator) || !('PushManager' in window) || !('Notification' in window))
    return 'cannot'
  return Notification.permission === 'denied' ? 'refused' : 'can'
}

/** Subscribes this browser; asks its user first, so only ever upon a click. Answers whether it may tell. */
export async function subscribeBrowser(pushKey: string): Promise<boolean> {
  if ((await Notification.requestPermission()) !== 'granted') return false
  await navigator.serviceWorker.register('/line-worker.js')
  const registration = await navigator.serviceWorker.ready
  const before = await registration.pushManager.getSubscription()
  if (before && !isFor(before, pushKey)) await before.unsubscribe()
  const subscription = await registration.pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey: pushKey,
  })
  const { endpoint, keys } = subscription.toJSON()
  await ask(addBrowser, {
    endpoint: endpoint ?? '',
    keys: { p256dh: keys?.['p256dh'] ?? '', auth: keys?.['auth'] ?? '' },
  })
  return true
}

/** A browser that is subscribed for another desk, or another organisation, has to begin anew. */
function isFor({ options }: PushSubscription, pushKey: string): boolean {
  const key = options.applicationServerKey
  if (!key) return false
  const text = btoa(String.fromCharCode(...new Uint8Array(key)))
  return text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '') === pushKey
}
