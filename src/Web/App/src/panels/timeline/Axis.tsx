import { useMemo } from 'preact/hooks';
import { useScene } from '../../app/scene';
import { calendarTicks, isLongerThanADay } from '../../state/calendarTicks';
import { endIn, type TimeWindow } from '../../state/lanes';
import { formatTime } from '../../text/format';
import { t } from '../../text/text';
import { percent } from './LaneTrack';

const mostTicks = 7;

/** The times along the timeline, and where now is. Behind the lanes. */
export function Axis({ window }: { readonly window: TimeWindow }) {
  const { nowMs, preferences } = useScene();
  const share = (atMs: number) => (atMs - window.fromMs) / (window.toMs - window.fromMs);
  const now = share(endIn(window, nowMs));
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
      {now >= 0 && now <= 1 && <div class="axis-now" style={{ left: percent(now) }} title={t('timeline.now')} />}
    </div>
  );
}
