import { isolated } from './isolated';
import { type Language, localeOf } from './languages';
import { type GroupedTexts, TextFile, type Translations } from './textFile';
import texts from './texts.en.json';

/** The name of a text of a file: its group and its name within it, such as `verdict.clear`. */
export type NameIn<Texts> = { [Group in keyof Texts & string]: `${Group}.${keyof Texts[Group] & string}` }[keyof Texts & string];
export type TextName = NameIn<typeof texts>;

type Parameters = Readonly<Record<string, string | number>>;

let current: Language = 'en';
let locale = 'en';
let plurals = new Intl.PluralRules('en');
const files: Pick<TextFile, 'load'>[] = [];

export const language = (): Language => current;

/** By whose rules times and numbers are written: British dates differ from American ones, and Portuguese from Brazilian. */
export const formatLocale = (): string => locale;

export function setLanguage(chosen: Language): void {
  current = chosen;
  locale = localeOf(chosen);
  plurals = new Intl.PluralRules(chosen);
}

/**
 * A text in the language in use. `{name}` stands for a parameter; `{count|one|many}` for the form that fits the number `count`.
 * Parameters that are text are isolated: names and errors of daemons leave the rest of the sentence in order.
 */
export const t = textsOf(texts, { pt: () => import('./texts.pt.json') });

/**
 * What `t` does, for the texts of a file of its own, which is loaded with the page that needs it. Beside it stands `await loadTexts()`, so that nothing is
 * drawn before its texts are there.
 */
export function textsOf<Texts extends GroupedTexts>(
  english: Texts,
  translations: Translations<Texts>,
): (name: NameIn<Texts>, parameters?: Parameters) => string {
  const file = new TextFile(english, translations);
  files.push(file);
  return (name, parameters) => {
    const text = file.find(name, current) ?? name;
    return parameters ? fill(text, parameters) : text;
  };
}

/** Fetches the texts of a language, that in use unless another is given, for all that is loaded by now. What is not there yet is written in English. */
export async function loadTexts(chosen: Language = current): Promise<void> {
  await Promise.all(files.map((file) => file.load(chosen)));
}

/** As above, before the first drawing: in English rather than not at all. What the browser could not fetch is in its console. */
export async function loadFirstTexts(): Promise<void> {
  await loadTexts().catch(() => undefined);
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
