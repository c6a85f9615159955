import { setTimeZone, type Zone } from '../text/format';
import type { Language } from '../text/languages';
import { setLanguage } from '../text/text';
import { type StorageSource, sharedStorage, writeStored } from './browserStorage';
import { keptPreferences, languageOf, preferencesEvent, preferencesKey, type Theme, themeOf } from './keptPreferences';
import { defaultThresholds, type Thresholds } from './thresholds';

export type { Theme } from './keptPreferences';

/** What a person chose in this browser. */
export interface Preferences extends Thresholds {
  readonly theme: Theme;
  readonly zone: Zone;
  readonly language: Language;
  /** Whether the browser shows notifications of new failures, and of daemons that go down and come back. */
  readonly notify: boolean;
  /** Whether single keys do something: they disturb people who speak to the browser or type by accident. */
  readonly keys: boolean;
}

/** The preferences of a person in this browser. All reading, changing and applying of them goes through here. */
export class PreferenceStore {
  private held: Preferences;

  constructor(private readonly storage: StorageSource = sharedStorage) {
    this.held = loadPreferences(storage);
  }

  get current(): Preferences {
    return this.held;
  }

  change(change: Partial<Preferences>): void {
    this.held = { ...this.held, ...change };
    this.keep(change);
    this.apply();
  }

  /**
   * Follows what other tabs choose: loads the texts of another language first, then applies everything and calls back. If the texts cannot be loaded, the rest is applied all the
   * same.
   */
  follow(load: (language: Language) => Promise<void>, changed: () => void): void {
    addEventListener('storage', ({ key }) => {
      // Without a key, the whole storage was cleared.
      if (key === preferencesKey || key === null) {
        const apply = () => {
          this.held = loadPreferences(this.storage);
          this.apply();
          changed();
        };
        const language = languageOf(keptPreferences(this.storage));
        if (language === this.held.language) {
          apply();
        } else {
          load(language).then(apply, apply);
        }
      }
    });
  }

  /** Makes language, time zone and theme those that are preferred. */
  apply(): void {
    setLanguage(this.held.language);
    setTimeZone(this.held.zone);
    document.documentElement.lang = this.held.language;
    dispatchEvent(new Event(preferencesEvent));
  }

  private keep(change: Partial<Preferences>): void {
    // Another tab may have chosen something else in the meantime: only what changes here is overwritten. If it cannot be kept, it
    // holds until this tab is closed.
    writeStored(this.storage, preferencesKey, JSON.stringify({ ...loadPreferences(this.storage), ...change }));
  }
}

export function loadPreferences(storage?: StorageSource): Preferences {
  const kept = keptPreferences(storage);
  return {
    theme: themeOf(kept),
    zone: kept.zone === 'utc' ? 'utc' : 'local',
    language: languageOf(kept),
    notify: kept.notify === true,
    keys: kept.keys !== false,
    warnPercent: percentOf(kept.warnPercent, defaultThresholds.warnPercent),
    badPercent: percentOf(kept.badPercent, defaultThresholds.badPercent),
  };
}

const percentOf = (kept: unknown, usual: number): number => (typeof kept === 'number' && kept >= 1 && kept <= 100 ? kept : usual);
