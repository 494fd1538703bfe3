// Only so that the call screen can be a window of its own and tell of a call while others are before it. Nothing is kept here:
// whatever is shown is asked of the desk, each time.
self.addEventListener('install', () => self.skipWaiting())
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))
self.addEventListener('notificationclick', (event) => {
  event.notification.close()
  event.waitUntil(showLine())
})

async function showLine() {
  const windows = await self.clients.matchAll({ type: 'window' })
  const line = windows.find(({ url }) => new URL(url).pathname === '/line')
  if (line) await line.focus()
  else await self.clients.openWindow('/line')
}
