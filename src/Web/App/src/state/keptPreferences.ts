import { type Language, languages, preferredLanguage } from '../text/languages';
import { readStored, type StorageSource, sharedStorage } from './browserStorage';

// How preferences are kept in the browser. With few imports: the scripts that run before anything is drawn are built from it.

export type Theme = 'light' | 'dark' | 'system';

/** The name in the browser's storage. */
export const preferencesKey = 'flextmonitor.preferences';

/** Raised on the window when preferences change in this tab; a change in another tab raises the browser's own `storage`. */
export const preferencesEvent = 'flextmonitor:preferences';

export type KeptPreferences = Readonly<Record<string, unknown>>;

/** What is kept, unchecked; empty if nothing readable is. */
export function keptPreferences(storage: StorageSource = sharedStorage): KeptPreferences {
  try {
    const value: unknown = JSON.parse(readStored(storage, preferencesKey) ?? '{}');
    return typeof value === 'object' && value !== null ? (value as KeptPreferences) : {};
  } catch {
    // Written by hand or by another version: the defaults apply.
    return {};
  }
}

/** The language that was chosen; else that which the browser asks for. */
export const languageOf = ({ language }: KeptPreferences): Language =>
  languages.find((known) => known === language) ?? preferredLanguage();

export const themeOf = ({ theme }: KeptPreferences): Theme => (theme === 'light' || theme === 'dark' ? theme : 'system');
