import { useState } from 'preact/hooks';
import { useScene } from '../../../app/scene';
import { beginsMs } from '../../../state/lastHour';
import { t } from '../../../text/text';
import { type RangeMinutes, Usage } from './Usage';

const minuteMs = 60_000;

/** CPU and memory of the daemons in scope over time; both show the same time. */
export function Charts() {
  const { views, nowMs } = useScene();
  const [chosen, setChosen] = useState<RangeMinutes | null>(null);
  const seenMs = nowMs - (beginsMs(views.map((view) => view.series)) ?? nowMs);
  // As long as there is little to show, it is shown large.
  const range = chosen ?? (seenMs < 5 * minuteMs ? 5 : 15);
  return (
    <div class="columns columns-even">
      <Usage figure="cpu" title={t('charts.cpu')} range={range} onRange={setChosen} />
      <Usage figure="memory" title={t('charts.memory')} range={range} onRange={setChosen} />
    </div>
  );
}
