import type { Zone } from '../text/format';
import { type Language, languages, preferredLanguage } from '../text/text';

export type Theme = 'light' | 'dark' | 'system';

/** What a person chose on this browser. */
export interface Preferences {
  readonly theme: Theme;
  readonly zone: Zone;
  readonly language: Language;
  /** Whether to be told by the browser of new failures, and of the daemon going and coming back. */
  readonly notify: boolean;
  /** Whether single keys do something: they get in the way of who speaks to the browser, or types by accident. */
  readonly keys: boolean;
}

/** The name under which the preferences are kept; theme.js reads the theme from it before anything is drawn. */
const key = 'flextmonitor.preferences';

export function loadPreferences(storage: Storage = localStorage): Preferences {
  const kept = parsed(storage.getItem(key));
  return {
    theme: kept.theme === 'light' || kept.theme === 'dark' ? kept.theme : 'system',
    zone: kept.zone === 'utc' ? 'utc' : 'local',
    language: languages.find((language) => language === kept.language) ?? preferredLanguage(),
    notify: kept.notify === true,
    keys: kept.keys !== false,
  };
}

export function savePreferences(preferences: Preferences, storage: Storage = localStorage): void {
  storage.setItem(key, JSON.stringify(preferences));
}

function parsed(text: string | null): Partial<Record<keyof Preferences, unknown>> {
  try {
    const value: unknown = JSON.parse(text ?? '{}');
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    // Written by hand or by another version: what is there by default holds.
    return {};
  }
}
