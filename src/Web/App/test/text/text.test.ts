// @vitest-environment happy-dom
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { languages, localeOf, preferredLanguage } from '../../src/text/languages';
import { loadTexts, setLanguage, t, textsOf } from '../../src/text/text';
import { speak } from '../speak';

type File = Readonly<Record<string, Readonly<Record<string, string>>>>;

const files: Readonly<Record<string, File>> = import.meta.glob('../../src/**/texts.*.json', { eager: true, import: 'default' });

/** Every text of every file in each language, with what writes it. */
const all = Object.entries(files)
  .filter(([path]) => path.endsWith('.en.json'))
  .flatMap(([path, english]) => {
    const other = files[path.replace('.en.', '.pt.')] ?? {};
    const write = textsOf(english, { pt: async () => ({ default: other }) });
    return Object.entries(english).flatMap(([group, names]) =>
      Object.entries(names).map(
        ([name, text]) =>
          [`${path} ${group}.${name}`, `${group}.${name}`, { en: text, pt: other[group]?.[name] ?? '' }, write] as const,
      ),
    );
  });

/** The parameters that a text asks for. */
const parametersOf = (text: string): readonly string[] =>
  [...new Set([...text.matchAll(/\{([a-zA-Z]+)/g)].map((match) => match[1] ?? ''))].sort();

afterEach(() => setLanguage('en'));

describe('texts', () => {
  beforeAll(() => loadTexts('pt'));

  it.each(all)('%s is there in every language, with the same parameters', (_path, _name, forms) => {
    for (const language of languages) {
      expect(forms[language].trim()).toBeTruthy();
      expect(parametersOf(forms[language])).toEqual(parametersOf(forms.en));
    }
  });

  it.each(all)('%s leaves no brace behind once it is filled', (_path, name, forms, write) => {
    const parameters = Object.fromEntries(parametersOf(forms.en).map((parameter) => [parameter, 2]));
    for (const language of languages) {
      setLanguage(language);
      expect(write(name as `${string}.${string}`, parameters)).not.toMatch(/[{}]/);
    }
  });

  it('are those of English until another language has been loaded', async () => {
    const write = textsOf({ a: { b: 'word' } }, { pt: async () => ({ default: { a: { b: 'palavra' } } }) });
    setLanguage('pt');
    expect(write('a.b')).toBe('word');

    await loadTexts();

    expect(write('a.b')).toBe('palavra');
  });

  it('that could not be loaded are asked for again', async () => {
    const load = vi
      .fn()
      .mockRejectedValueOnce(new TypeError('Failed to fetch'))
      .mockResolvedValue({ default: { a: { b: 'palavra' } } });
    const write = textsOf({ a: { b: 'word' } }, { pt: load });
    await expect(loadTexts('pt')).rejects.toThrow('Failed to fetch');

    await speak('pt');

    expect(write('a.b')).toBe('palavra');
    expect(load).toHaveBeenCalledTimes(2);
  });
});

describe('t', () => {
  it.each([
    ['en', 0, '0 components unhealthy'],
    ['en', 1, '1 component unhealthy'],
    ['en', 2, '2 components unhealthy'],
    ['pt', 1, '1 componente com problema'],
    ['pt', 5, '5 componentes com problema'],
  ] as const)('in %s takes the form that fits %d', async (language, count, expected) => {
    await speak(language);

    expect(t('verdict.components', { count })).toBe(expected);
  });

  it.each([
    [1, 0, '1 lento, 0 parado'],
    [2, 1, '2 lentos, 1 parado'],
  ])('in pt takes a form for each number: %d slow, %d stuck', async (slow, stuck, expected) => {
    await speak('pt');

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
