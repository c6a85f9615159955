import { useScene } from '../../app/scene';
import type { Problem } from '../../contract/messages';
import { Kept, quarterHourOf } from '../../kit/Kept';
import type { Bar, Lane, TimeWindow } from '../../state/lanes';
import type { Gap } from '../../state/series';
import { lateStatus } from '../../state/table';
import { language, t } from '../../text/text';
import { runKey, runName } from './runWords';

interface Props {
  readonly lane: Lane;
  readonly window: TimeWindow;
  /** When nothing of the lane's daemon was confirmed. */
  readonly gaps: readonly Gap[];
  /** The problems of the daemon's late runs, by the run's id. */
  readonly late: ReadonlyMap<string, Problem>;
  /** The run that the tab key leads to. */
  readonly active: string | null;
}

/** The runs of one pipeline, each at its place in time. The timeline around it handles events. */
export function LaneTrack({ lane, window, gaps, late, active }: Props) {
  const { nowMs, preferences, views } = useScene();
  const hasDaemons = views.length > 1;
  const own = lane.bars.some(({ run }) => runKey(run) === active) ? active : null;
  const bars = () =>
    lane.bars.map((bar) => (
      <RunBar
        key={bar.run.id}
        bar={bar}
        late={late.get(bar.run.id) ?? null}
        name={runName(bar.run, nowMs, hasDaemons)}
        isActive={runKey(bar.run) === own}
      />
    ));
  return (
    <div class={`lane-track rows-${lane.rows}`}>
      {gaps.map((gap) => (
        <Shade key={`${gap.fromMs}/${gap.isAway}`} gap={gap} window={window} />
      ))}
      <Kept inputs={[lane, own, late, hasDaemons, preferences.zone, language(), quarterHourOf(nowMs)]} draw={bars} />
    </div>
  );
}

interface RunBarProps {
  readonly bar: Bar;
  readonly late: Problem | null;
  readonly name: string;
  readonly isActive: boolean;
}

function RunBar({ bar, late, name, isActive }: RunBarProps) {
  const { run, left, width, row, isClipped, isOpen } = bar;
  const status = lateStatus(late) ?? run.status;
  return (
    <button
      type="button"
      class={`bar bar-${status} row-${row} ${isClipped ? 'is-clipped' : ''} ${isOpen ? 'is-open' : ''}`}
      style={{ left: percent(left), width: percent(width) }}
      data-run={runKey(run)}
      aria-label={late ? `${name}, ${t(`status.${status}`)}` : name}
      tabIndex={isActive ? 0 : -1}
    />
  );
}

function Shade({ gap, window }: { readonly gap: Gap; readonly window: TimeWindow }) {
  const spanMs = window.toMs - window.fromMs;
  const from = Math.max(0, (gap.fromMs - window.fromMs) / spanMs);
  const to = Math.min(1, (gap.toMs - window.fromMs) / spanMs);
  return to > from ? (
    <div class={gap.isAway ? 'lane-away' : 'lane-gap'} style={{ left: percent(from), width: percent(to - from) }} />
  ) : null;
}

export const percent = (share: number): string => `${(100 * share).toFixed(3)}%`;
