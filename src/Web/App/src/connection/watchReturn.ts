/** Calls back when the network or the tab comes back, and when the browser says that there is no network any more. */
export function watchReturn(cameBack: () => void, wentOffline: () => void): void {
  window.addEventListener('online', cameBack);
  window.addEventListener('offline', wentOffline);
  window.addEventListener('pageshow', ({ persisted }) => persisted && cameBack());
  document.addEventListener('resume', cameBack);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') {
      cameBack();
    }
  });
}
