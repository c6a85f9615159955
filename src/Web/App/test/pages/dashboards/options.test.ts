import { describe, expect, it } from 'vitest';
import { placeFrom, typedPlace } from '../../../src/pages/dashboards/editing/place';
import { optionsFrom, typedOf } from '../../../src/pages/dashboards/editing/typed';
import type { Options, Widget } from '../../../src/pages/dashboards/model/document';
import { definitionOf, definitions } from '../../../src/pages/dashboards/widgets/registry';
import { dashboardOf, sentWidget } from './dashboards';

const widgetOf = (type: string, options: Options): Widget => {
  const [widget] = dashboardOf([sentWidget('w', { type, options })]).widgets;
  if (!widget) {
    throw new Error('There is no widget');
  }
  return widget;
};

/** The options after a form was filled with some texts. */
function filled(type: string, texts: Readonly<Record<string, string>>, before: Options = {}) {
  const definition = definitionOf(type);
  const typed = typedOf(widgetOf(type, before), definition);
  return optionsFrom({ ...typed, texts: { ...typed.texts, ...texts } }, before, definition);
}

describe('the options of a widget', () => {
  it.each(definitions.map(({ type }) => type))('of type %s come out of its form as they went in', (type) => {
    const options = { later: { deep: [1] }, title: 'Mine' };

    expect(filled(type, {}, options)).toEqual({ options: { ...options, ...usualOf(type) }, errors: new Map() });
  });

  it('are patterns, one a line', () => {
    expect(filled('fleet', { sources: ' prod-* \n\n test ' }).options.sources).toEqual(['prod-*', 'test']);
    expect(filled('fleet', { sources: '' }, { sources: ['x'] }).options).toEqual({});
  });

  it.each([
    ['timeline', 'hours', '0', 'whole number from 1 to 168'],
    ['timeline', 'hours', '1.5', 'whole number'],
    ['runs', 'limit', 'many', 'from 5 to 200'],
    ['clock', 'zone', 'Mars/Olympus', 'no zone of that name'],
    ['figure', 'warnAt', '-1', 'number from 0'],
    ['text', 'markdown', 'x'.repeat(16_385), '16384'],
  ])('of a %s say what is wrong with %s=%s', (type, name, text, expected) => {
    expect(filled(type, { [name]: text }).errors.get(name)).toContain(expected);
  });

  it('of a chart need an axis that leads upwards', () => {
    expect(filled('chart', { axisMin: '10', axisMax: '5' }).errors.get('axisMax')).toContain('must lie above');
    expect(filled('chart', { axisMin: '5', axisMax: '10,5' })).toMatchObject({
      options: { axisMin: 5, axisMax: 10.5 },
      errors: new Map(),
    });
  });

  it('keep the lines of a chart that are known', () => {
    const definition = definitionOf('chart');
    const typed = {
      ...typedOf(widgetOf('chart', {}), definition),
      series: [
        { figure: 'delayMs', source: '' },
        { figure: 'moon', source: 'x' },
      ],
    };

    expect(optionsFrom(typed, {}, definition).options.series).toEqual([{ figure: 'delayMs', source: '*' }]);
  });
});

/** What a form writes down although nobody chose it: numbers that have a usual value. */
const usualOf = (type: string): object =>
  Object.fromEntries(
    (definitionOf(type)?.fields ?? []).flatMap((field) =>
      field.input === 'number' && field.usual !== null ? [[field.name, field.usual]] : [],
    ),
  );

describe('a place in numbers', () => {
  const least = { w: 2, h: 2 };

  it('counts columns and rows from 1', () => {
    expect(placeFrom(typedPlace({ x: 0, y: 4, w: 6, h: 3 }), least)).toEqual({
      place: { x: 0, y: 4, w: 6, h: 3 },
      errors: new Map(),
    });
  });

  it.each([
    ['x', '13', 'from 1 to 12'],
    ['y', '0', 'from 1 to 1000'],
    ['w', '1', 'from 2 to 12'],
    ['h', '41', 'from 2 to 40'],
    ['w', '12', '11 here'],
  ] as const)('says what is wrong with %s=%s', (name, text, expected) => {
    const { errors } = placeFrom({ ...typedPlace({ x: 1, y: 0, w: 4, h: 3 }), [name]: text }, least);

    expect(errors.get(name)).toContain(expected);
  });
});
