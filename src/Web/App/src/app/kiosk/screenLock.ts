/** Keeps the screen from going dark while `isOn` and the page is visible, if the browser can. Call the result whenever that may have changed. */
export function screenLock(isOn: () => boolean): () => void {
  let lock: WakeLockSentinel | null = null;
  let isAsking = false;
  const take = async () => {
    isAsking = true;
    try {
      lock = await navigator.wakeLock.request('screen');
      lock.addEventListener('release', () => {
        lock = null;
      });
    } catch {
      // The browser has no lock, or refuses it, for example because the battery is almost empty: the screen goes dark as usual.
    } finally {
      isAsking = false;
    }
  };
  return () => {
    const isWanted = isOn() && document.visibilityState === 'visible';
    if (isWanted && !lock && !isAsking) {
      void take();
    } else if (!isWanted && lock) {
      // A lock that cannot be given back is gone already.
      void lock.release().catch(() => undefined);
    }
  };
}
