import type { Language } from './languages';

/** What a file of texts holds: groups of texts in one language. */
export type GroupedTexts = Readonly<Record<string, Readonly<Record<string, string>>>>;

type Translated<Texts> = { readonly [Group in keyof Texts]: { readonly [Name in keyof Texts[Group]]: string } };

/** Fetches a file's texts in each language but English. */
export type Translations<Texts> = Readonly<
  Record<Exclude<Language, 'en'>, () => Promise<{ readonly default: Translated<Texts> }>>
>;

type ByName = ReadonlyMap<string, string>;

/** The texts of a file in English, and in the other languages as far as they were fetched. */
export class TextFile<Texts extends GroupedTexts = GroupedTexts> {
  private readonly english: ByName;
  private readonly fetched = new Map<Language, ByName>();

  constructor(
    english: Texts,
    private readonly translations: Translations<Texts>,
  ) {
    this.english = byName(english);
  }

  /** The text of a name; in English where the language is not there yet. */
  find(name: string, language: Language): string | undefined {
    return (this.fetched.get(language) ?? this.english).get(name);
  }

  async load(language: Language): Promise<void> {
    if (language !== 'en' && !this.fetched.has(language)) {
      this.fetched.set(language, byName((await this.translations[language]()).default));
    }
  }
}

const byName = (texts: GroupedTexts): ByName =>
  new Map(
    Object.entries(texts).flatMap(([group, named]) =>
      Object.entries(named).map(([name, text]) => [`${group}.${name}`, text] as const),
    ),
  );
