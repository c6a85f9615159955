import { useScene } from '../../../../app/scene';
import { rangeText } from '../../../../charts/rangeText';
import { formatFigure } from '../../../../charts/units';
import { useFigures } from '../../../../charts/useHistory';
import type { HistoryFigure } from '../../../../contract/history';
import { usePanel } from '../../../../panels/panel';
import { TileFrame } from '../../../../panels/tiles/Tile';
import { toneOfPercent } from '../../../../state/thresholds';
import { periodOf } from '../../../../state/timeRange';
import { formatNumber } from '../../../../text/format';
import { t } from '../../../../text/text';
import type { Options } from '../../model/document';
import { figureIn } from '../../model/figures';
import { aggregates, type Combined, combinedNow, combinedOver, courseOver } from '../../model/figureValue';
import { numberIn, wordIn } from '../../model/options';
import { dt } from '../../text';
import type { WidgetViewProps } from '../drawings';

/** One figure of the daemons that the widget is about: as it is now, or over the time shown. */
export function FigureView({ options, shown }: WidgetViewProps) {
  const scene = useScene();
  const { views, nowMs, isConnected, preferences } = scene;
  const figure = figureIn(options);
  const of = wordIn(options, 'of', aggregates, 'live');
  const { title } = usePanel('', dt(`figure.${figure}`));
  const range = of === 'live' ? hour : shown.range;
  const known = useFigures(asked[figure], range);
  const histories = [...(known.bySource?.values() ?? [])];
  const value =
    of === 'live' ? combinedNow(views, figure, nowMs, isConnected) : combinedOver(histories, figure, of, periodOf(range, nowMs));
  const seen = of === 'live' ? null : value.seenPercent;
  return (
    <div class="tiles widget-tile">
      <TileFrame
        title={of === 'live' ? title : `${title} · ${dt(`aggregate.${of}`)}`}
        values={known.bySource && courseOver(histories, figure)}
        span={rangeText(range)}
        isDim={value.isDim}
        asOfMs={value.asOfMs}
        most={figure === 'cpuUsage' || figure === 'memoryUsage' || figure === 'successRate' ? 100 : undefined}
        tone={value.isDim ? undefined : toneOf(value.value, figure, options, preferences)}
        caption={captionOf(value, figure, views.length, seen)}
      >
        {formatFigure(figure, value.value)}
      </TileFrame>
    </div>
  );
}

const hour = { kind: 'live', span: '1h' } as const;

/** Created once: what is wanted is the same for as long as its parts are. */
const asked: Readonly<Record<HistoryFigure, readonly HistoryFigure[]>> = {
  cpuUsage: ['cpuUsage'],
  memoryUsage: ['memoryUsage'],
  activePipelines: ['activePipelines'],
  activeConnections: ['activeConnections'],
  successRate: ['successRate'],
  delayMs: ['delayMs'],
  totalExecutions: ['totalExecutions'],
};

/** Whose figure it is, how many daemons it covers if not all, and how much of the time was watched if not all of it. */
function captionOf({ name, count }: Combined, figure: HistoryFigure, of: number, seenPercent: number | null) {
  const parts = [
    name !== null && of > 1 ? dt(figure === 'successRate' ? 'figure.lowest' : 'figure.highest', { name }) : null,
    count < of ? t('tiles.ofDaemons', { shown: formatNumber(count), total: formatNumber(of) }) : null,
    seenPercent !== null && seenPercent < 100 ? t('tiles.watched', { percent: formatNumber(Math.floor(seenPercent)) }) : null,
  ];
  return parts.filter((part) => part !== null).join(' · ');
}

function toneOf(
  value: number | null,
  figure: HistoryFigure,
  options: Options,
  preferences: Parameters<typeof toneOfPercent>[1],
): 'bad' | 'warn' | undefined {
  const [warnAt, criticalAt] = (['warnAt', 'criticalAt'] as const).map((name) => numberIn(options, name, 0, 1e12, null));
  if (value === null) {
    return undefined;
  }
  if (warnAt == null && criticalAt == null) {
    return figure === 'cpuUsage' || figure === 'memoryUsage' ? (toneOfPercent(value, preferences) ?? undefined) : undefined;
  }
  // A success rate is worse the lower it is; so is anything whose critical limit lies below the other.
  const isLowBad = figure === 'successRate' || (warnAt != null && criticalAt != null && criticalAt < warnAt);
  const isPast = (limit: number | null | undefined) => limit != null && (isLowBad ? value <= limit : value >= limit);
  return isPast(criticalAt) ? 'bad' : isPast(warnAt) ? 'warn' : undefined;
}
