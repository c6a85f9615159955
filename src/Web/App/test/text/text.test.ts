// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import alertTexts from '../../src/pages/alerts/texts.json';
import { languages, localeOf, preferredLanguage, setLanguage, t, textsOf } from '../../src/text/text';
import texts from '../../src/text/texts.json';

type Forms = Readonly<Record<string, string>>;

type TextFile = Readonly<Record<string, Readonly<Record<string, Readonly<Record<'en' | 'pt', string>>>>>>;

/** Every text, with what writes it. */
const all = [texts, alertTexts].flatMap((file: TextFile) => {
  const write = textsOf(file);
  return Object.entries(file).flatMap(([group, names]) =>
    Object.entries(names).map(([name, forms]: [string, Forms]) => [`${group}.${name}`, forms, write] as const),
  );
});

/** The parameters that a text asks for. */
const parametersOf = (text: string): readonly string[] =>
  [...new Set([...text.matchAll(/\{([a-zA-Z]+)/g)].map((match) => match[1] ?? ''))].sort();

afterEach(() => setLanguage('en'));

describe('texts', () => {
  it.each(all)('%s is there in every language, with the same parameters', (_, forms) => {
    expect(Object.keys(forms).sort()).toEqual([...languages].sort());
    for (const language of languages) {
      expect(forms[language]?.trim()).toBeTruthy();
      expect(parametersOf(forms[language] ?? '')).toEqual(parametersOf(forms.en ?? ''));
    }
  });

  it.each(all)('%s leaves no brace behind once it is filled', (name, forms, write) => {
    const parameters = Object.fromEntries(parametersOf(forms.en ?? '').map((parameter) => [parameter, 2]));
    for (const language of languages) {
      setLanguage(language);
      expect(write(name as `${string}.${string}`, parameters)).not.toMatch(/[{}]/);
    }
  });
});

describe('t', () => {
  it.each([
    ['en', 0, '0 components unhealthy'],
    ['en', 1, '1 component unhealthy'],
    ['en', 2, '2 components unhealthy'],
    ['pt', 1, '1 componente com problema'],
    ['pt', 5, '5 componentes com problema'],
  ] as const)('in %s takes the form that fits %d', (language, count, expected) => {
    setLanguage(language);

    expect(t('verdict.components', { count })).toBe(expected);
  });

  it.each([
    [1, 0, '1 lento, 0 parado'],
    [2, 1, '2 lentos, 1 parado'],
  ])('in pt takes a form for each number: %d slow, %d stuck', (slow, stuck, expected) => {
    setLanguage('pt');

    expect(t('tiles.lateCaption', { slow, stuck })).toBe(expected);
  });

  it('puts a value in as it is, whatever it looks like', () => {
    expect(t('verdict.down', { name: '{name} $& <b>' })).toBe('daemon ‘{name} $& <b>’ is down');
  });
});

describe('preferredLanguage', () => {
  it.each([
    [['pt-BR', 'en'], 'pt'],
    [['de', 'PT'], 'pt'],
    [['de', 'en-GB', 'pt'], 'en'],
    [['de'], 'en'],
    [[], 'en'],
  ] as const)('of %j is %s', (wanted, expected) => {
    expect(preferredLanguage(wanted)).toBe(expected);
  });
});

describe('localeOf', () => {
  it.each([
    ['en', ['de', 'en-GB', 'en-US'], 'en-GB'],
    ['pt', ['en-US', 'pt-pt'], 'pt-PT'],
    ['pt', ['en-US'], 'pt'],
    ['en', ['en-US@posix'], 'en'],
  ] as const)('of %s where %j is asked for is %s', (language, wanted, expected) => {
    expect(localeOf(language, wanted)).toBe(expected);
  });
});
