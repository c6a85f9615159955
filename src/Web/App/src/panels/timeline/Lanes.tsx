import type { TargetedKeyboardEvent } from 'preact';
import { useMemo, useRef, useState } from 'preact/hooks';
import { type Scene, useScene } from '../../app/scene';
import { useUsageHistory } from '../../charts/useHistory';
import type { PastRun } from '../../contract/runs';
import { usePrinting } from '../../kit/printing';
import { type Bar, endIn, type Lane, lanes, neighbour, windowOf } from '../../state/lanes';
import { knownRuns } from '../../state/outOfView';
import { worstByPipeline } from '../../state/problems';
import type { SourceView } from '../../state/sourceView';
import type { TimeRange } from '../../state/timeRange';
import { byTrouble, pipelineKey } from '../../state/troubleOrder';
import { t } from '../../text/text';
import { usePanel } from '../panel';
import { Axis } from './Axis';
import { LaneRow } from './LaneRow';
import { RunCard } from './RunCard';
import { runKey } from './runWords';
import { useRunCard } from './useRunCard';
import { useSteadyOrder } from './useSteadyOrder';

const shownAtFirst = 12;
/** Of a letter, on average, in the size of a lane's name; of its marks and margins; and of what parts a daemon from a pipeline. */
const letterRem = 0.5;
const marksRem = 2.5;
const separatorLetters = 3;
/** How much higher a lane is for each row of runs beside others. */
const rowShare = 0.52;
/** A hundred and sixtieth of the width: about four pixels. */
const leastWidth = 1 / 160;

interface Props {
  readonly views: readonly SourceView[];
  readonly range: TimeRange;
  /** Runs from history. */
  readonly past: readonly PastRun[];
  /** On a wall, where nobody asks for more: how many lanes have room. */
  readonly most?: number;
  /** Whether there are lanes only of what is in trouble or runs. */
  readonly isActiveOnly?: boolean;
}

/** A lane for each pipeline. One stop of the tab key; the arrow keys move between runs and lanes. */
export function Lanes({ views, range, past, most, isActiveOnly = false }: Props) {
  const scene = useScene();
  const { id: helpId } = usePanel('timeline-help', '');
  const [isOpened, setWhole] = useState(false);
  const isWhole = usePrinting() || isOpened;
  const [chosen, setChosen] = useState<string | null>(null);
  const body = useRef<HTMLDivElement>(null);
  const card = useRunCard(body);
  const usage = useUsageHistory(range).bySource;
  const window = windowOf(range, scene.nowMs);
  const laid = useMemo(
    () => lanes(views, window, endIn(window, heardUntilMs(scene, views)), leastWidth, past),
    [past, window.fromMs, window.toMs, scene.isConnected, ...views.map(knownRuns), ...views.map((view) => view.status)],
  );
  const sorted = useMemo(
    () => byTrouble(isActiveOnly ? laid.filter((lane) => isActive(lane, views)) : laid, views),
    [laid, ...views.map(({ problems }) => problems.values)],
  );
  const order = useSteadyOrder(sorted);
  const all = order.lanes;
  const shown = most === undefined ? (isWhole ? all : all.slice(0, shownAtFirst)) : fittingLanes(all, most);
  const active = findBar(shown, chosen) ?? shown.find(({ bars }) => bars.length > 0)?.bars.at(-1);
  const open = card.key === null ? undefined : findBar(shown, card.key);
  const moveTo = (bar: Bar) => {
    setChosen(runKey(bar.run));
    for (const button of body.current?.querySelectorAll<HTMLElement>('[data-run]') ?? []) {
      if (button.dataset.run === runKey(bar.run)) {
        button.focus();
      }
    }
  };
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLElement>) => {
    const from = findBar(shown, keyOf(event.target));
    const to = from && neighbour(shown, from, event.key);
    if (to) {
      event.preventDefault();
      moveTo(to);
    } else if (event.key === 'Escape') {
      card.hide();
    }
  };
  const onClick = (event: MouseEvent) => {
    const bar = findBar(shown, keyOf(event.target));
    if (bar) {
      setChosen(runKey(bar.run));
      scene.actions.navigate({ run: { source: bar.run.source, id: bar.run.id } });
    }
  };
  return (
    <>
      <p id={helpId} class="visually-hidden">
        {t('timeline.help')}
      </p>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the runs inside are buttons; their events are handled here for all of them */}
      <div
        class="lanes"
        ref={body}
        onKeyDown={onKeyDown}
        onClick={onClick}
        onPointerMove={order.touch}
        style={{ '--fm-lane-name': nameWidth(shown, views.length > 1) }}
        {...card.events}
      >
        <Axis window={window} />
        <ul class="lane-list" aria-describedby={helpId}>
          {shown.map((lane) => (
            <LaneRow
              key={pipelineKey(lane)}
              lane={lane}
              window={window}
              active={active}
              past={usage?.get(lane.pipeline.source)}
            />
          ))}
        </ul>
        {open && (
          <div class={`run-card ${card.isAbove ? 'is-above' : ''}`} role="tooltip" style={{ left: card.left, top: card.top }}>
            <RunCard run={open.run} />
          </div>
        )}
      </div>
      {shown.length < all.length && most !== undefined && (
        <p class="wall-more figures">{t('wall.more', { count: all.length - shown.length })}</p>
      )}
      {shown.length < all.length && most === undefined && (
        <button type="button" class="btn btn-sm btn-link lanes-more" onClick={() => setWhole(true)}>
          {t('common.showAll', { count: all.length })}
        </button>
      )}
    </>
  );
}

/** The lanes for which there is room, where one with runs beside each other takes that of several; less a line that tells of others. */
function fittingLanes(all: readonly Lane[], most: number): readonly Lane[] {
  const rows = all.map((lane) => lane.rows);
  const taken = (count: number) => rows.slice(0, count).reduce((sum, lane) => sum + rowShare * (lane - 1) + 1, 0);
  const fits = (count: number) => taken(count) <= (count < all.length ? most - 1 : most);
  const counts = all.map((_, place) => place + 1).filter(fits);
  return all.slice(0, Math.max(1, counts.at(-1) ?? 1));
}

const isActive = ({ pipeline }: Lane, views: readonly SourceView[]): boolean => {
  const view = views.find(({ name }) => name === pipeline.source);
  return (
    pipeline.runs.some(({ status }) => status === 'running') || (view !== undefined && worstByPipeline(view).has(pipeline.id))
  );
};

/** The width of the names: what the longest needs, as far as the lanes leave it. */
function nameWidth(shown: readonly Lane[], hasDaemons: boolean): string {
  const letters = Math.max(
    ...shown.map(({ pipeline: { name, source } }) => name.length + (hasDaemons ? source.length + separatorLetters : 0)),
  );
  return `clamp(9rem, ${(letters * letterRem + marksRem).toFixed(1)}rem, 38%)`;
}

/** Until when running runs are known to run: now, or the last news if the browser is cut off from the hub. */
const heardUntilMs = ({ isConnected, nowMs }: Scene, views: readonly SourceView[]): number =>
  isConnected ? nowMs : Math.min(nowMs, Math.max(...views.map(({ observedAtMs }) => observedAtMs ?? 0)));

const findBar = (all: readonly Lane[], key: string | null): Bar | undefined =>
  key === null ? undefined : all.flatMap(({ bars }) => bars).find(({ run }) => runKey(run) === key);

export const keyOf = (target: EventTarget | null): string | null =>
  (target instanceof Element ? target.closest<HTMLElement>('[data-run]')?.dataset.run : undefined) ?? null;
