import type { Options, Widget } from '../model/document';
import { figures, mostSeries } from '../model/figures';
import { flagIn, listIn, objectsIn, textIn } from '../model/options';
import { zoneName } from '../model/zone';
import type { OptionField, WidgetDefinition } from '../widgets/definition';
import { drawingOf } from '../widgets/drawings';
import { et } from './text';

/** The options of a widget as its form holds them: lists one entry a line, numbers as they were typed. */
export interface Typed {
  readonly texts: Readonly<Record<string, string>>;
  readonly flags: Readonly<Record<string, boolean>>;
  readonly lists: Readonly<Record<string, readonly string[]>>;
  readonly series: readonly { readonly figure: string; readonly source: string }[];
}

export type Errors = ReadonlyMap<string, string>;

const patternFields = ['sources', 'pipelines'] as const;
const mostPatterns = 50;
const mostOfPattern = 200;
const mostOfWidgetTitle = 120;

export function typedOf({ options }: Widget, definition: WidgetDefinition | undefined): Typed {
  const fields = definition?.fields ?? [];
  const named = (inputs: readonly OptionField['input'][]) => fields.filter(({ input }) => inputs.includes(input));
  return {
    texts: Object.fromEntries([
      ['title', textIn(options, 'title')],
      ...patternFields.map((name) => [name, listIn(options, name).join('\n')]),
      ...named(['text', 'longText', 'zone', 'choice', 'number']).map(({ name }) => [name, textOf(options[name])]),
    ]),
    flags: Object.fromEntries(
      fields.flatMap((field) => (field.input === 'flag' ? [[field.name, flagIn(options, field.name, field.usual)]] : [])),
    ),
    lists: Object.fromEntries(named(['checks']).map(({ name }) => [name, listIn(options, name)])),
    series: objectsIn(options, 'series').map((one) => ({ figure: textIn(one, 'figure'), source: textIn(one, 'source') })),
  };
}

const textOf = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');

/** The options that a form describes, and what is wrong with it, by field. Options that the form does not know stay as they are. */
export function optionsFrom(
  typed: Typed,
  before: Options,
  definition: WidgetDefinition | undefined,
): { readonly options: Options; readonly errors: Errors } {
  const options: Record<string, unknown> = { ...before };
  const drawing = drawingOf(definition?.type ?? '');
  const errors = new Map<string, string>();
  put('title', typed.texts.title?.trim() ?? '', '');
  if ((typed.texts.title?.trim() ?? '').length > mostOfWidgetTitle) {
    errors.set('title', et('options.atMost', { most: mostOfWidgetTitle }));
  }
  for (const name of patternFields) {
    if (name === 'sources' ? drawing?.hasSources : drawing?.hasPipelines) {
      takePatterns(name);
    }
  }
  for (const field of definition?.fields ?? []) {
    take(field);
  }
  const [from, to] = [options.axisMin, options.axisMax];
  if (typeof from === 'number' && typeof to === 'number' && from >= to) {
    errors.set('axisMax', et('options.axis'));
  }
  return { options, errors };

  /** What is as usual is not written down, so that it follows when the usual changes. */
  function put(name: string, value: unknown, usual: unknown): void {
    if (value === usual || (Array.isArray(value) && value.length === 0)) {
      delete options[name];
    } else {
      options[name] = value;
    }
  }

  function takePatterns(name: string): void {
    const patterns = linesIn(typed.texts[name] ?? '');
    put(name, patterns, undefined);
    if (patterns.length > mostPatterns || patterns.some((pattern) => pattern.length > mostOfPattern)) {
      errors.set(name, et('options.listOf'));
    }
  }

  function take(field: OptionField): void {
    const { name } = field;
    switch (field.input) {
      case 'flag':
        put(name, typed.flags[name] ?? field.usual, field.usual);
        break;
      case 'checks':
        put(name, typed.lists[name] ?? [], undefined);
        break;
      case 'series':
        put(name, seriesFrom(typed), undefined);
        break;
      case 'number':
        takeNumber(field, (typed.texts[name] ?? '').trim());
        break;
      default:
        takeText(field, typed.texts[name] ?? '');
    }
  }

  function takeText(field: OptionField, text: string): void {
    const value = field.input === 'longText' ? text : text.trim();
    put(field.name, value, '');
    if ('most' in field && value.length > field.most) {
      errors.set(field.name, et('options.atMost', { most: field.most }));
    }
    if (field.input === 'zone' && value !== '' && zoneName(value) === null) {
      errors.set(field.name, et('options.zone'));
    }
  }

  function takeNumber(field: Extract<OptionField, { input: 'number' }>, text: string): void {
    const value = text === '' ? field.usual : Number(text.replace(',', '.'));
    put(field.name, value ?? undefined, undefined);
    const isWrong =
      value !== null && (!(value >= field.least && value <= field.most) || (field.isWhole && !Number.isInteger(value)));
    if (isWrong) {
      errors.set(field.name, et(field.isWhole ? 'options.whole' : 'options.number', { least: field.least, most: field.most }));
    }
  }
}

const seriesFrom = ({ series }: Typed): readonly object[] =>
  series
    .slice(0, mostSeries)
    .flatMap(({ figure, source }) => (figures.some((one) => one === figure) ? [{ figure, source: source.trim() || '*' }] : []));

export const linesIn = (text: string): readonly string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
