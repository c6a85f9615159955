import texts from './texts.json';

/** The languages that the page speaks. */
export type Language = 'en' | 'pt';
export const languages: readonly Language[] = ['en', 'pt'];

type Texts = typeof texts;
/** The name of a text: its group and its name within it, such as `verdict.clear`. */
export type TextName = { [Group in keyof Texts & string]: `${Group}.${keyof Texts[Group] & string}` }[keyof Texts & string];

type Parameters = Readonly<Record<string, string | number>>;

let current: Language = 'en';
let plurals = new Intl.PluralRules('en');

export const language = (): Language => current;

export function setLanguage(chosen: Language): void {
  current = chosen;
  plurals = new Intl.PluralRules(chosen);
}

/** The language that the browser asks for, as far as the page speaks it. */
export function preferredLanguage(wanted: readonly string[] = navigator.languages): Language {
  for (const tag of wanted) {
    const known = languages.find((candidate) => tag.toLowerCase().split('-')[0] === candidate);
    if (known) {
      return known;
    }
  }
  return 'en';
}

/**
 * A text in the language in use. `{name}` stands for a parameter; `{count|one|many}` for the form that fits the number `count`.
 */
export function t(name: TextName, parameters: Parameters = {}): string {
  const [group, key] = name.split('.') as [string, string];
  const forms = (texts as Readonly<Record<string, Readonly<Record<string, Readonly<Record<Language, string>>>>>>)[group]?.[key];
  return fill(forms?.[current] ?? forms?.en ?? name, parameters);
}

function fill(text: string, parameters: Parameters): string {
  return text.replace(/\{([a-zA-Z]+)(?:\|([^|}]*)\|([^}]*))?\}/g, (_, name: string, one?: string, many?: string) => {
    const value = parameters[name];
    if (one !== undefined && many !== undefined) {
      return plurals.select(Number(value)) === 'one' ? one : many;
    }
    return String(value ?? '');
  });
}
