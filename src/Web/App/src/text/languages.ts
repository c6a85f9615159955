/** The languages that the page speaks. The texts of the first come with the page, those of the others are fetched. */
export type Language = 'en' | 'pt';
export const languages: readonly Language[] = ['en', 'pt'];

/** The language that the browser asks for, as far as the page speaks it. */
export function preferredLanguage(wanted: readonly string[] = askedLanguages()): Language {
  for (const tag of wanted) {
    const known = languages.find((candidate) => isOf(tag, candidate));
    if (known) {
      return known;
    }
  }
  return 'en';
}

/** The first that the browser asks for of a language, such as `en-GB`; the language itself where it asks for none. */
export function localeOf(chosen: Language, wanted: readonly string[] = askedLanguages()): string {
  const tag = wanted.find((candidate) => isOf(candidate, chosen)) ?? chosen;
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? chosen;
  } catch (error) {
    if (!(error instanceof RangeError)) {
      throw error;
    }
    // Some systems name a locale in ways that no browser takes back, such as en-US@posix.
    return chosen;
  }
}

/** What the browser asks for, the most wanted first; empty if it keeps that to itself. */
function askedLanguages(): readonly string[] {
  try {
    return Array.from(navigator.languages);
  } catch {
    // Hidden by the browser or an extension, so that nobody is recognised by it.
    return [];
  }
}

const isOf = (tag: string, chosen: Language): boolean => tag.toLowerCase().split('-')[0] === chosen;
