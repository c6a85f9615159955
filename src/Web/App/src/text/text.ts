import { isolated } from './isolated';
import texts from './texts.json';

/** The languages that the page speaks. */
export type Language = 'en' | 'pt';
export const languages: readonly Language[] = ['en', 'pt'];

/** The name of a text of a file: its group and its name within it, such as `verdict.clear`. */
export type NameIn<Texts> = { [Group in keyof Texts & string]: `${Group}.${keyof Texts[Group] & string}` }[keyof Texts & string];
export type TextName = NameIn<typeof texts>;

/** What a file of texts holds: groups of texts, each in every language. */
type TextFile = Readonly<Record<string, Readonly<Record<string, Readonly<Record<Language, string>>>>>>;

type Parameters = Readonly<Record<string, string | number>>;

let current: Language = 'en';
let locale = 'en';
let plurals = new Intl.PluralRules('en');

export const language = (): Language => current;

/** By whose rules times and numbers are written: British dates differ from American ones, and Portuguese from Brazilian. */
export const formatLocale = (): string => locale;

export function setLanguage(chosen: Language): void {
  current = chosen;
  locale = localeOf(chosen);
  plurals = new Intl.PluralRules(chosen);
}

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

/**
 * A text in the language in use. `{name}` stands for a parameter; `{count|one|many}` for the form that fits the number `count`.
 * Parameters that are text are isolated: names and errors of daemons leave the rest of the sentence in order.
 */
export const t = textsOf(texts);

/** What `t` does, for the texts of a file of its own, which is loaded with the page that needs it. */
export function textsOf<Texts extends TextFile>(file: Texts): (name: NameIn<Texts>, parameters?: Parameters) => string {
  const byName = new Map(
    Object.entries(file).flatMap(([group, named]) =>
      Object.entries(named).map(([key, forms]) => [`${group}.${key}`, forms] as const),
    ),
  );
  return (name, parameters) => {
    const text = byName.get(name)?.[current] ?? name;
    return parameters ? fill(text, parameters) : text;
  };
}

function fill(text: string, parameters: Parameters): string {
  return text.replace(/\{([a-zA-Z]+)(?:\|([^|}]*)\|([^}]*))?\}/g, (_, name: string, one?: string, many?: string) => {
    const value = parameters[name];
    if (one !== undefined && many !== undefined) {
      return plurals.select(Number(value)) === 'one' ? one : many;
    }
    return typeof value === 'string' ? isolated(value) : String(value ?? '');
  });
}
