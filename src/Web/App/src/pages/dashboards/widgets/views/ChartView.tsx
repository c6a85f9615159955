import { type Scene, SceneProvider, useScene } from '../../../../app/scene';
import { type Axis, type Unit, unitOf } from '../../../../charts/units';
import { useFigures } from '../../../../charts/useHistory';
import type { History, HistoryFigure } from '../../../../contract/history';
import { FigureChart, type Line } from '../../../../panels/charts/FigureChart';
import { lineOf } from '../../../../panels/charts/lines';
import { useLastKnown } from '../../../../panels/charts/Usage';
import { usePanel } from '../../../../panels/panel';
import { periodOf } from '../../../../state/timeRange';
import { isolated } from '../../../../text/isolated';
import { type ChartSeries, figures, mostSeries, seriesIn } from '../../model/figures';
import { flagIn, numberIn } from '../../model/options';
import { matching } from '../../model/subjects';
import { dt } from '../../text';
import { NotFound } from '../../view/NotFound';
import type { WidgetViewProps } from '../drawings';

/** Up to eight lines of figures over time; those of another unit have a chart of their own. */
export function ChartView(props: WidgetViewProps) {
  const scene = useScene();
  const series = seriesIn(props.options);
  const views = scene.views.filter((view) => series.some(({ source }) => matching([view], [source]).length > 0));
  const missing = series.map(({ source }) => source).filter((source) => matching(scene.views, [source]).length === 0);
  return (
    <SceneProvider value={{ ...scene, views }}>
      {views.length === 0 ? (
        <NotFound what="source" patterns={missing} />
      ) : (
        <Charts {...props} series={series} missing={missing} />
      )}
    </SceneProvider>
  );
}

const units: readonly Unit[] = ['percent', 'count', 'ms'];

interface Props extends WidgetViewProps {
  readonly series: readonly ChartSeries[];
  readonly missing: readonly string[];
}

function Charts({ options, shown, series, missing }: Props) {
  const scene = useScene();
  const asked = figures.filter((figure) => series.some((one) => one.figure === figure));
  const known = useFigures(asked, shown.range);
  const { bySource } = useLastKnown(known);
  const { id, title } = usePanel('chart-title', asked.map((figure) => dt(`figure.${figure}`)).join(', '));
  const all = linesOf(scene, series, bySource, shown);
  const axis: Axis = {
    min: numberIn(options, 'axisMin', -1e12, 1e12, null),
    max: numberIn(options, 'axisMax', -1e12, 1e12, null),
  };
  const groups = units.map((unit) => all.filter(({ figure }) => unitOf(figure) === unit)).filter((lines) => lines.length > 0);
  return (
    <div class="widget-charts">
      {groups.map((lines) => {
        const figure = lines[0]?.figure ?? 'cpuUsage';
        return (
          <FigureChart
            key={unitOf(figure)}
            id={`${id}-${unitOf(figure)}`}
            title={groups.length > 1 ? `${title} · ${dt(`unit.${unitOf(figure)}`)}` : title}
            figure={figure}
            lines={lines.map(({ line }) => line)}
            shown={shown}
            known={known}
            axis={axis}
            hasBand={flagIn(options, 'band', true)}
          />
        );
      })}
      {missing.length > 0 && (
        <p class="quiet widget-missing">{dt('missing.some', { names: missing.map(isolated).join(', ') })}</p>
      )}
    </div>
  );
}

interface OwnLine {
  readonly figure: HistoryFigure;
  readonly line: Line;
}

function linesOf(
  scene: Scene,
  series: readonly ChartSeries[],
  bySource: ReadonlyMap<string, History> | null,
  shown: Props['shown'],
): readonly OwnLine[] {
  const period = periodOf(shown.range, scene.nowMs);
  const hasFigures = new Set(series.map(({ figure }) => figure)).size > 1;
  const wanted = series.flatMap(({ figure, source }) => matching(scene.views, [source]).map((view) => ({ figure, view })));
  const distinct = new Map(wanted.map((one) => [`${one.figure}/${one.view.name}`, one]));
  const firstOfUnit = new Map<Unit, HistoryFigure>();
  return [...distinct.values()].slice(0, mostSeries).map(({ figure, view }) => {
    const line = lineOf(scene, view, bySource?.get(view.name), figure, period);
    const unit = unitOf(figure);
    const drawnAs = firstOfUnit.get(unit) ?? figure;
    firstOfUnit.set(unit, drawnAs);
    const name = hasFigures ? `${dt(`figure.${figure}`)} · ${view.name}` : view.name;
    return { figure, line: { ...line, name, history: drawnLike(line.history, name, figure, drawnAs) } };
  });
}

const memo = new WeakMap<History, Map<string, History>>();

/** A daemon's figure under another name and as another figure of its unit, so that one chart draws several. The same object while nothing changes. */
function drawnLike(history: History, name: string, figure: HistoryFigure, as: HistoryFigure): History {
  const columns = history.figures[figure];
  if (name === history.source && figure === as) {
    return history;
  }
  const key = `${figure}/${as}/${name}`;
  const ofOne = memo.get(history) ?? new Map<string, History>();
  memo.set(history, ofOne);
  const known = ofOne.get(key) ?? { ...history, source: name, figures: columns ? { [as]: columns } : {} };
  ofOne.set(key, known);
  return known;
}
