import { setTimeZone, type Zone } from '../text/format';
import { type Language, languages, preferredLanguage, setLanguage } from '../text/text';
import { keptPreferences, preferencesEvent, preferencesKey, type Theme, themeOf } from './keptPreferences';

export type { Theme } from './keptPreferences';

/** What a person chose in this browser. */
export interface Preferences {
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

  constructor(private readonly storage: Storage = localStorage) {
    this.held = loadPreferences(storage);
  }

  get current(): Preferences {
    return this.held;
  }

  change(change: Partial<Preferences>): void {
    this.held = { ...this.held, ...change };
    // Another tab may have chosen something else in the meantime: only what changes here is overwritten.
    this.storage.setItem(preferencesKey, JSON.stringify({ ...loadPreferences(this.storage), ...change }));
    this.apply();
  }

  /** Makes language, time zone and theme those that are preferred. */
  apply(): void {
    setLanguage(this.held.language);
    setTimeZone(this.held.zone);
    document.documentElement.lang = this.held.language;
    dispatchEvent(new Event(preferencesEvent));
  }
}

export function loadPreferences(storage: Storage = localStorage): Preferences {
  const kept = keptPreferences(storage);
  return {
    theme: themeOf(kept),
    zone: kept.zone === 'utc' ? 'utc' : 'local',
    language: languages.find((language) => language === kept.language) ?? preferredLanguage(),
    notify: kept.notify === true,
    keys: kept.keys !== false,
  };
}
