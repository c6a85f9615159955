import { addressOf } from '../../contract/address';
import type { Application } from '../application';
import { boundPlace } from './bound';
import { followEnd } from './endedDisplay';
import { startRotation } from './rotation';
import { screenLock } from './screenLock';
import { startWaking } from './waking';

const lockEveryMs = 30_000;

/** What a page on a wall does by itself: it reloads after errors and keeps the screen on. */
export function startKiosk(application: Application): void {
  const isKiosk = () => application.route.kiosk;
  const { wake } = startWaking(isKiosk);
  const keepOn = screenLock(isKiosk);
  startRotation(application);
  followEnd(application.store, () => location.replace(addressOf('/display')));
  application.subscribe(() => {
    const place = boundPlace(application.route, application.store.state.account);
    if (place) {
      application.turnTo(place);
    }
    // The page is of another version than the hub. The host serves the right one.
    if (application.store.state.unreadable) {
      wake();
    }
  });
  // The lock ends whenever the page is hidden, and asking for it again costs nothing.
  document.addEventListener('visibilitychange', keepOn);
  setInterval(keepOn, lockEveryMs);
  keepOn();
}
