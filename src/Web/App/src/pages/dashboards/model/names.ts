import { dt } from '../text';
import type texts from '../texts.en.json';
import { drawingOf } from '../widgets/drawings';
import type { Widget } from './document';
import { figureIn } from './figures';
import { inReadingOrder } from './layout';
import { nameIn } from './options';

type KnownType = keyof (typeof texts)['widget'];

/** What a type of widget is called; its own name for one that this page does not know. */
export const typeName = (type: string): string => (drawingOf(type) ? dt(`widget.${type as KnownType}`) : type);

/** What a widget is called: by its title, otherwise by its figure or its type. */
export const widgetName = ({ type, options }: Widget): string =>
  nameIn(options, 'title') ?? (type === 'figure' ? dt(`figure.${figureIn(options)}`) : typeName(type));

/** Tells apart those that are called alike, by id: the first in reading order is 1. */
export function numbersOf(widgets: readonly Widget[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  return new Map(
    inReadingOrder(widgets).map((widget) => {
      const name = widgetName(widget);
      const number = (counts.get(name) ?? 0) + 1;
      counts.set(name, number);
      return [widget.id, number];
    }),
  );
}
