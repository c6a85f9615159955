// The service worker: shows notifications that the host sends, also while no page is open. It keeps no files and answers no requests.
// It stands here as it is served, because its address must be that of the monitor's root.
self.addEventListener('install', () => self.skipWaiting());

self.addEventListener('push', (event) => {
  const { title, body, link, tag } = event.data.json();
  event.waitUntil(self.registration.showNotification(title, { body, tag, data: { link } }));
});

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(show(event.notification.data.link));
});

/** Shows the page that a notification links to: in its tab if it is open, otherwise in a new one. */
async function show(link) {
  const tabs = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const open = tabs.find(({ url }) => url === link);
  return open ? open.focus() : self.clients.openWindow(link);
}
