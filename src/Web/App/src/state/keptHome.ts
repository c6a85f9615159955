import { keptName } from '../contract/address';
import { readStored, removeStored, type StorageSource, sharedStorage, writeStored } from './browserStorage';

export interface KeptHome {
  /** The e-mail address of the person whose choice it is. */
  readonly who: string;
  readonly id: string | null;
}

const key = () => keptName('flextmonitor.home');

/** What is kept; null if nothing readable is. */
export function keptHome(storage: StorageSource = sharedStorage): KeptHome | null {
  const kept = parsed(readStored(storage, key()));
  return typeof kept.who === 'string' && (typeof kept.id === 'string' || kept.id === null)
    ? { who: kept.who, id: kept.id }
    : null;
}

function parsed(text: string | null): { readonly who?: unknown; readonly id?: unknown } {
  try {
    const value: unknown = JSON.parse(text ?? '{}');
    return typeof value === 'object' && value !== null ? value : {};
  } catch (error) {
    if (!(error instanceof SyntaxError)) {
      throw error;
    }
    // Written by hand: the host says which it is.
    return {};
  }
}

export const keepHome = (home: KeptHome, storage: StorageSource = sharedStorage): void => {
  writeStored(storage, key(), JSON.stringify(home));
};

export const forgetHome = (storage: StorageSource = sharedStorage): void => removeStored(storage, key());
