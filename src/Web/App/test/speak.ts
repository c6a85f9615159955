import type { Language } from '../src/text/languages';
import { loadTexts, setLanguage } from '../src/text/text';

/** Makes a language the one in use, once the texts of everything that is loaded are there in it. */
export async function speak(language: Language): Promise<void> {
  await loadTexts(language);
  setLanguage(language);
}
