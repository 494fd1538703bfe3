// So that the call screen can be a window of its own, and so that the desk can tell of something while it is closed. Nothing is
// kept here: whatever is shown is asked of the desk, each time.
self.addEventListener('install', () => self.skipWaiting())
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))

// What a push service brings is encrypted for this browser and holds a case's number, and nobody's words.
self.addEventListener('push', (event) => {
  const told = event.data?.json()
  if (!told) return
  const { title, body, tag, path, isUrgent, language } = told
  event.waitUntil(
    self.registration.showNotification(title, {
      body,
      tag,
      lang: language,
      renotify: true,
      requireInteraction: isUrgent,
      icon: '/app-icon.svg',
      data: { path, page: told.answer?.page },
      actions: told.answer ? [{ action: 'answer', title: told.answer.label }] : [],
    }),
  )
})

self.addEventListener('notificationclick', (event) => {
  event.notification.close()
  const { path = '/line', page } = event.notification.data ?? {}
  event.waitUntil(event.action === 'answer' && page ? answer(page, path) : show(path))
})

// A push service gives a browser another address now and then: the desk is told, so that nothing is sent to the old one.
self.addEventListener('pushsubscriptionchange', (event) => {
  const { oldSubscription, newSubscription } = event
  if (newSubscription) event.waitUntil(tellDesk(newSubscription, oldSubscription))
})

/** One press takes it. Where that does not go, signed out or without a line, the page itself is opened. */
async function answer(page, path) {
  const taken = await ask(`/api/pages/${encodeURIComponent(page)}/answer`, {}).catch(() => null)
  if (!taken?.ok) await show(path)
}

async function tellDesk(subscription, old) {
  const { endpoint, keys } = subscription.toJSON()
  await ask('/api/me/browsers', { endpoint, keys, replaces: old?.endpoint })
}

const ask = (path, body) =>
  fetch(path, {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })

/** Shows a page of the desk in the window that has it, or in one of its own. Only ever a page of this desk. */
async function show(path) {
  const place = new URL(path, self.location.origin)
  if (place.origin !== self.location.origin) return
  const windows = await self.clients.matchAll({ type: 'window', includeUncontrolled: true })
  const there = windows.find(({ url }) => new URL(url).pathname === place.pathname)
  if (there) await there.focus()
  else await self.clients.openWindow(place.href)
}
