import { useState } from 'preact/hooks';
import { t } from '../../text/text';
import { type RangeMinutes, Usage } from './Usage';

/** CPU and memory of the daemons in scope over time; both show the same time. */
export function Charts() {
  const [range, setRange] = useState<RangeMinutes>(15);
  return (
    <div class="columns columns-even">
      <Usage figure="cpu" title={t('charts.cpu')} range={range} onRange={setRange} />
      <Usage figure="memory" title={t('charts.memory')} range={range} onRange={setRange} />
    </div>
  );
}
