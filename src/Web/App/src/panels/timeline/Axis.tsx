import { useMemo } from 'preact/hooks';
import { useScene } from '../../app/scene';
import { calendarTicks, isLongerThanADay } from '../../state/calendarTicks';
import type { TimeWindow } from '../../state/lanes';
import { formatTime } from '../../text/format';
import { t } from '../../text/text';
import { percent } from './LaneTrack';

const mostTicks = 7;

/** The times along the timeline, and where now is. Behind the lanes. */
export function Axis({ window }: { readonly window: TimeWindow }) {
  const { nowMs, preferences } = useScene();
  const share = (atMs: number) => (atMs - window.fromMs) / (window.toMs - window.fromMs);
  const ticks = useMemo(
    () => calendarTicks(window.fromMs, window.toMs, mostTicks, preferences.zone),
    [window.fromMs, window.toMs, preferences.zone],
  );
  return (
    <div class="axis figures" aria-hidden="true">
      {ticks.map((atMs) => (
        <div key={atMs} class="axis-tick" style={{ left: percent(share(atMs)) }}>
          <span>{formatTime(atMs, isLongerThanADay(window) ? 'date' : 'minute')}</span>
        </div>
      ))}
      {share(nowMs) >= 0 && share(nowMs) <= 1 && (
        <div class="axis-now" style={{ left: percent(share(nowMs)) }} title={t('timeline.now')} />
      )}
    </div>
  );
}
