import type { ComponentType } from 'preact';
import type { ShownRange } from '../../../charts/useRange';
import type { Options } from '../model/document';

/** What draws a widget. What it is about is the scope of the scene that it is drawn in. */
export interface WidgetViewProps {
  readonly options: Options;
  /** The time that the dashboard shows. */
  readonly shown: ShownRange;
}

export type WidgetView = ComponentType<WidgetViewProps>;

/** How the widgets of a type are drawn. What is asked of them stands apart, in the registry: who only looks at a dashboard need not load it. */
export interface WidgetDrawing {
  /** Whether daemons are chosen for it, and pipelines. */
  readonly hasSources: boolean;
  readonly hasPipelines: boolean;
  /** Fetches what draws it, together with others that need the same. */
  load(): Promise<WidgetView>;
}

type Load = WidgetDrawing['load'];

/** Of something else than daemons, of daemons, and of pipelines of daemons. */
const apart = (load: Load): WidgetDrawing => ({ hasSources: false, hasPipelines: false, load });
const ofSources = (load: Load): WidgetDrawing => ({ hasSources: true, hasPipelines: false, load });
const ofPipelines = (load: Load): WidgetDrawing => ({ hasSources: true, hasPipelines: true, load });

const live = () => import('./views/live');
const past = () => import('./views/past');

const drawings: ReadonlyMap<string, WidgetDrawing> = new Map([
  ['verdict', ofPipelines(async () => (await live()).VerdictView)],
  ['attention', ofPipelines(async () => (await live()).AttentionView)],
  ['fleet', ofSources(async () => (await live()).FleetView)],
  ['figure', ofSources(async () => (await live()).FigureView)],
  ['chart', apart(async () => (await past()).ChartView)],
  ['timeline', ofPipelines(async () => (await live()).TimelineView)],
  ['runs', ofPipelines(async () => (await past()).RunsView)],
  ['pipelines', ofPipelines(async () => (await live()).PipelinesView)],
  ['calendar', ofPipelines(async () => (await past()).CalendarView)],
  ['durations', ofPipelines(async () => (await past()).DurationsView)],
  ['availability', ofSources(async () => (await past()).AvailabilityView)],
  ['components', ofSources(async () => (await live()).ComponentsView)],
  ['problems', ofPipelines(async () => (await past()).ProblemsView)],
  ['log', apart(async () => (await import('./views/LogWidgetView')).LogWidgetView)],
  ['text', apart(async () => (await live()).TextView)],
  ['clock', apart(async () => (await live()).ClockView)],
] as const);

/** How a type of widget is drawn; undefined for one that this page does not know. */
export const drawingOf = (type: string): WidgetDrawing | undefined => drawings.get(type);
