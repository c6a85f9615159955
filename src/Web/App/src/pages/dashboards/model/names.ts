import { dt } from '../text';
import type texts from '../texts.json';
import { definitionOf } from '../widgets/registry';
import type { Widget } from './document';
import { nameIn } from './options';

type KnownType = keyof (typeof texts)['widget'];

/** What a type of widget is called; its own name for one that this page does not know. */
export const typeName = (type: string): string => (definitionOf(type) ? dt(`widget.${type as KnownType}`) : type);

/** What a widget is called: by its title, otherwise by its type. */
export const widgetName = ({ type, options }: Widget): string => nameIn(options, 'title') ?? typeName(type);
