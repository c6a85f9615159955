import type { TargetedPointerEvent } from 'preact';
import { useState } from 'preact/hooks';
import { useScene } from '../app/scene';
import type { History, HistoryFigure } from '../contract/history';
import type { Period } from '../state/timeRange';
import { rangeBetween } from '../state/zoom';
import { t } from '../text/text';
import { ChartTooltip } from './ChartTooltip';
import { carriedOut } from './chartKeys';
import { point, usePointed } from './pointed';
import type { ShownRange } from './useRange';

interface Props {
  readonly figure: HistoryFigure;
  readonly histories: readonly History[];
  readonly period: Period;
  readonly shown: ShownRange;
  onTable(): void;
}

/** A part being chosen, from where the pointer went down to where it is; shares of the width. */
interface Drag {
  readonly from: number;
  readonly to: number;
}

/** A finger or a hand moves a little with each click. */
const leastShare = 0.01;

/** Lies over a chart's lines: crosshair and tooltip, a part to zoom in on, and the keys. */
export function ChartOverlay({ figure, histories, period, shown, onTable }: Props) {
  const { now } = useScene();
  const pointedMs = usePointed();
  const [drag, setDrag] = useState<Drag | null>(null);
  const length = period.toMs - period.fromMs;
  const finish = () => {
    const range = drag && Math.abs(drag.to - drag.from) >= leastShare ? rangeBetween(period, drag.from, drag.to) : null;
    setDrag(null);
    if (range) {
      shown.choose(range);
    }
  };
  const onMove = (event: TargetedPointerEvent<HTMLFieldSetElement>) => {
    const share = shareOf(event);
    point(period.fromMs + share * length);
    setDrag((before) => before && { ...before, to: share });
  };
  const onDown = (event: TargetedPointerEvent<HTMLFieldSetElement>) => {
    if (event.button === 0 && event.pointerType !== 'touch') {
      event.currentTarget.setPointerCapture?.(event.pointerId);
      setDrag({ from: shareOf(event), to: shareOf(event) });
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (carriedOut(event, { shown, nowMs: now(), onTable, step, cancel })) {
      event.preventDefault();
    }
  };
  /** Points at the row before or after the one pointed at. */
  const step = (by: 1 | -1) => {
    const stepMs = Math.max(1000, ...histories.map((history) => history.stepMs));
    const fromMs = pointedMs ?? period.toMs;
    point(Math.min(period.toMs - 1, Math.max(period.fromMs, fromMs + by * stepMs)));
  };
  const cancel = (): boolean => {
    setDrag(null);
    return drag !== null;
  };
  const pointed = pointedMs !== null && pointedMs >= period.fromMs && pointedMs <= period.toMs ? pointedMs : null;
  return (
    <fieldset
      class="chart-overlay"
      aria-label={t('charts.keys')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the keys that change the time shown belong to the chart, not to a button
      tabIndex={0}
      onPointerMove={onMove}
      onPointerDown={onDown}
      onPointerUp={finish}
      onPointerCancel={() => setDrag(null)}
      onPointerLeave={() => point(null)}
      onBlur={() => point(null)}
      onKeyDown={onKeyDown}
    >
      {pointed !== null && (
        <>
          <div class="chart-crosshair" style={{ left: percent((pointed - period.fromMs) / length) }} />
          <ChartTooltip figure={figure} histories={histories} atMs={pointed} share={(pointed - period.fromMs) / length} />
        </>
      )}
      {drag && (
        <div
          class="chart-selection"
          style={{ left: percent(Math.min(drag.from, drag.to)), width: percent(Math.abs(drag.to - drag.from)) }}
        />
      )}
    </fieldset>
  );
}

function shareOf(event: TargetedPointerEvent<HTMLFieldSetElement>): number {
  const { left, width } = event.currentTarget.getBoundingClientRect();
  return width > 0 ? Math.min(1, Math.max(0, (event.clientX - left) / width)) : 0;
}

const percent = (share: number): string => `${(100 * share).toFixed(2)}%`;
