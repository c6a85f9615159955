import type { TargetedKeyboardEvent } from 'preact';
import { useMemo, useRef, useState } from 'preact/hooks';
import { type Scene, useScene } from '../../../app/scene';
import { statusIcons } from '../../../app/statusIcons';
import { isUnconfirmed } from '../../../app/trust';
import { useUsageHistory } from '../../../charts/useHistory';
import type { History } from '../../../contract/history';
import type { PastRun } from '../../../contract/runs';
import { Foreign } from '../../../kit/Foreign';
import { Icon } from '../../../kit/Icon';
import { usePrinting } from '../../../kit/printing';
import { areRunsConfirmed } from '../../../run/confirmed';
import { Origin } from '../../../run/Origin';
import { PipelineLink } from '../../../run/PipelineLink';
import { awayIn, downIn } from '../../../state/history/rows';
import { type Bar, type Lane, lanes, neighbour, type TimeWindow, windowOf } from '../../../state/lanes';
import { knownRuns } from '../../../state/outOfView';
import { type Gap, gapsOf, type Series } from '../../../state/series';
import type { SourceView } from '../../../state/sourceView';
import type { Period, TimeRange } from '../../../state/timeRange';
import { isolated } from '../../../text/isolated';
import { t } from '../../../text/text';
import { Axis } from './Axis';
import { LaneTrack } from './LaneTrack';
import { RunCard } from './RunCard';
import { runKey } from './runWords';
import { useRunCard } from './useRunCard';

const shownAtFirst = 12;
/** A hundred and sixtieth of the width: about four pixels. */
const leastWidth = 1 / 160;

interface Props {
  readonly views: readonly SourceView[];
  readonly range: TimeRange;
  /** Runs from history. */
  readonly past: readonly PastRun[];
}

/** A lane for each pipeline. One stop of the tab key; the arrow keys move between runs and lanes. */
export function Lanes({ views, range, past }: Props) {
  const scene = useScene();
  const [isOpened, setWhole] = useState(false);
  const isWhole = usePrinting() || isOpened;
  const [chosen, setChosen] = useState<string | null>(null);
  const body = useRef<HTMLDivElement>(null);
  const card = useRunCard(body);
  const usage = useUsageHistory(range).bySource;
  const window = windowOf(range, scene.nowMs);
  const all = useMemo(
    () => lanes(views, window, heardUntilMs(scene, views), leastWidth, past),
    [past, window.fromMs, window.toMs, scene.isConnected, ...views.map(knownRuns), ...views.map((view) => view.status)],
  );
  const shown = isWhole ? all : all.slice(0, shownAtFirst);
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
      <p id="timeline-help" class="visually-hidden">
        {t('timeline.help')}
      </p>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the runs inside are buttons; their events are handled here for all of them */}
      <div
        class={`lanes ${scene.views.length > 1 ? 'has-daemons' : ''}`}
        ref={body}
        onKeyDown={onKeyDown}
        onClick={onClick}
        {...card.events}
      >
        <Axis window={window} />
        <ul class="lane-list" aria-describedby="timeline-help">
          {shown.map((lane) => (
            <LaneRow
              key={`${lane.pipeline.source}/${lane.pipeline.id}`}
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
      {shown.length < all.length && (
        <button type="button" class="btn btn-sm btn-link lanes-more" onClick={() => setWhole(true)}>
          {t('common.showAll', { count: all.length })}
        </button>
      )}
    </>
  );
}

interface LaneRowProps {
  readonly lane: Lane;
  readonly window: TimeWindow;
  readonly active: Bar | undefined;
  /** What history knows of its daemon; undefined while it has not answered. */
  readonly past: History | undefined;
}

function LaneRow({ lane, window, active, past }: LaneRowProps) {
  const scene = useScene();
  const { pipeline } = lane;
  const view = scene.state.sources.get(pipeline.source);
  const isDim = !view || !areRunsConfirmed(scene, view);
  const newest = pipeline.runs[0];
  const names = scene.views.length > 1 ? [pipeline.source, pipeline.name] : [pipeline.name];
  return (
    <li class={`lane ${isDim ? 'is-dim' : ''}`}>
      <p class="lane-name" title={names.map(isolated).join(' / ')}>
        {newest && (
          <span class={`lane-status lane-${newest.status}`} title={t(`status.${newest.status}`)}>
            <Icon name={statusIcons[newest.status]} label={t(`status.${newest.status}`)} />
          </span>
        )}
        {scene.views.length > 1 && <Origin name={pipeline.source} />}
        <PipelineLink source={pipeline.source} id={pipeline.id}>
          <Foreign text={pipeline.name} />
        </PipelineLink>
      </p>
      <LaneTrack
        lane={lane}
        window={window}
        gaps={view ? [...pastGaps(past, view.series), ...gapsIn(scene, view)] : []}
        active={active ? runKey(active.run) : null}
      />
    </li>
  );
}

/** Until when running runs are known to run: now, or the last news if the browser is cut off from the hub. */
const heardUntilMs = ({ isConnected, nowMs }: Scene, views: readonly SourceView[]): number =>
  isConnected ? nowMs : Math.min(nowMs, Math.max(...views.map(({ observedAtMs }) => observedAtMs ?? 0)));

/** When a daemon was down, or the monitor away, before this page saw anything of it. */
function pastGaps(past: History | undefined, series: Series): readonly Gap[] {
  const seenFromMs = series[0]?.atMs ?? Number.POSITIVE_INFINITY;
  const before = (periods: readonly Period[], isAway: boolean) =>
    periods
      .filter(({ fromMs }) => fromMs < seenFromMs)
      .map(({ fromMs, toMs }) => ({ fromMs, toMs: Math.min(toMs, seenFromMs), isAway }));
  return past ? [...before(downIn(past), false), ...before(awayIn(past), true)] : [];
}

/** When a daemon's runs were not confirmed, up to now if they still are not. */
function gapsIn(scene: Scene, view: SourceView): readonly Gap[] {
  const gaps = gapsOf(view.series, 'running');
  const isOpen = gaps.at(-1)?.toMs === Number.POSITIVE_INFINITY;
  return isUnconfirmed(scene, view) && !isOpen && view.observedAtMs !== null
    ? [...gaps, { fromMs: view.observedAtMs, toMs: Number.POSITIVE_INFINITY, isAway: !scene.isConnected }]
    : gaps;
}

const findBar = (all: readonly Lane[], key: string | null): Bar | undefined =>
  key === null ? undefined : all.flatMap(({ bars }) => bars).find(({ run }) => runKey(run) === key);

export const keyOf = (target: EventTarget | null): string | null =>
  (target instanceof Element ? target.closest<HTMLElement>('[data-run]')?.dataset.run : undefined) ?? null;
