import { attention } from './attention';
import { availability } from './availability';
import { calendar } from './calendar';
import { chart } from './chart';
import { clock } from './clock';
import { components } from './components';
import type { WidgetDefinition } from './definition';
import { durations } from './durations';
import { figure } from './figure';
import { fleet } from './fleet';
import { log } from './log';
import { pipelines } from './pipelines';
import { problems } from './problems';
import { runs } from './runs';
import { text } from './text';
import { timeline } from './timeline';
import { verdict } from './verdict';

/** The kinds of widgets, in the order in which they are offered. */
export const definitions: readonly WidgetDefinition[] = [
  verdict,
  attention,
  fleet,
  figure,
  chart,
  timeline,
  runs,
  pipelines,
  calendar,
  durations,
  availability,
  components,
  problems,
  log,
  text,
  clock,
];

const byType = new Map(definitions.map((definition) => [definition.type, definition]));

/** How a type of widget is drawn; undefined for one that this page does not know. */
export const definitionOf = (type: string): WidgetDefinition | undefined => byType.get(type);
