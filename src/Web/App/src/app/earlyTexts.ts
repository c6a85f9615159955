import { keptPreferences, languageOf } from '../state/keptPreferences';

/** Has the browser fetch the texts of the language that the page will speak beside the application, and not after it. English is within that. */
export function fetchTextsEarly(): void {
  const address = document.currentScript?.getAttribute(`data-texts-${languageOf(keptPreferences())}`);
  if (address) {
    const link = document.createElement('link');
    link.rel = 'modulepreload';
    link.href = address;
    document.head.append(link);
  }
}
