import { signOut } from './account';

const key = 'flextmonitor-sign-out';
const retryMs = 3000;

/** Whether somebody signed out in this tab while the host could not be told. Its cookie still opens the session then. */
export function isSignOutPending(): boolean {
  try {
    return sessionStorage.getItem(key) !== null;
  } catch {
    // Without storage the wish lasts as long as the page does.
    return false;
  }
}

/**
 * Ends the session at the host, again and again until the host has done it. A page of this tab that is loaded meanwhile goes on with that before anything else.
 * `onFailed` is called after the first try that fails.
 */
export async function endSession(onFailed: (error: unknown) => void): Promise<void> {
  store((storage) => storage.setItem(key, 'pending'));
  for (let isFirst = true; ; isFirst = false) {
    try {
      await signOut();
      break;
    } catch (error) {
      if (isFirst) {
        onFailed(error);
      }
      await new Promise((resolve) => setTimeout(resolve, retryMs));
    }
  }
  store((storage) => storage.removeItem(key));
}

function store(change: (storage: Storage) => void): void {
  try {
    change(sessionStorage);
  } catch {
    // The same.
  }
}
