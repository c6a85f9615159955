/**
 * Gives one of the browser's storages. A browser that blocks them throws when it is asked, and some embedded ones give null: what is
 * kept there is a convenience, so everything here goes on without it.
 */
export type StorageSource = () => Storage | null;

export const tabStorage: StorageSource = () => sessionStorage;

export const sharedStorage: StorageSource = () => localStorage;

/** What is kept under a name; null if nothing is, or if it cannot be read. */
export function readStored(source: StorageSource, key: string): string | null {
  try {
    return source()?.getItem(key) ?? null;
  } catch {
    // The browser refuses its storage.
    return null;
  }
}

/** Keeps a text under a name; whether that worked. */
export function writeStored(source: StorageSource, key: string, text: string): boolean {
  try {
    const storage = source();
    storage?.setItem(key, text);
    return Boolean(storage);
  } catch {
    // The storage is full or refused.
    return false;
  }
}

/** Forgets what is kept under a name. */
export function removeStored(source: StorageSource, key: string): void {
  try {
    source()?.removeItem(key);
  } catch {
    // The browser refuses its storage, so nothing is kept there.
  }
}
