import { keptName } from '../contract/address';
import { readStored, removeStored, type StorageSource, sharedStorage, writeStored } from './browserStorage';

/** What a person was making when the page went away, such as a dashboard: kept in this browser until it is stored or thrown away. */

const prefix = () => `${keptName('flextmonitor.draft')}:`;

const keyOf = (who: string, what: string): string => `${prefix()}${who}/${what}`;

/** Whether it could be kept. */
export const keepDraft = (who: string, what: string, text: string, storage: StorageSource = sharedStorage): boolean =>
  writeStored(storage, keyOf(who, what), text);

/** Null if nothing is kept. */
export const draftOf = (who: string, what: string, storage: StorageSource = sharedStorage): string | null =>
  readStored(storage, keyOf(who, what));

export const forgetDraft = (who: string, what: string, storage: StorageSource = sharedStorage): void =>
  removeStored(storage, keyOf(who, what));

const waiting = new Set<ReturnType<typeof setTimeout>>();

/** Keeps a draft after a pause, unless all are forgotten before that. Returns what takes it back. */
export function keepLater(keep: () => void, pauseMs: number): () => void {
  const timer = setTimeout(() => {
    waiting.delete(timer);
    keep();
  }, pauseMs);
  waiting.add(timer);
  return () => {
    waiting.delete(timer);
    clearTimeout(timer);
  };
}

/** Forgets all of them: the next person at this browser must not see what the one before was making. */
export function forgetDrafts(storage: StorageSource = sharedStorage): void {
  waiting.forEach(clearTimeout);
  waiting.clear();
  for (const key of keysIn(storage)) {
    if (key.startsWith(prefix())) {
      removeStored(storage, key);
    }
  }
}

function keysIn(source: StorageSource): readonly string[] {
  try {
    const storage = source();
    return storage ? Array.from({ length: storage.length }, (_, place) => storage.key(place) ?? '') : [];
  } catch {
    // The browser refuses its storage, so nothing is kept there.
    return [];
  }
}
