import { useUsageHistory } from '../../charts/useHistory';
import type { ShownRange } from '../../charts/useRange';
import { t } from '../../text/text';
import { Usage } from './Usage';

/** CPU and memory of the daemons in scope over time; both show the same time. */
export function Charts({ shown }: { readonly shown: ShownRange }) {
  const known = useUsageHistory(shown.range);
  return (
    <div class="columns columns-even">
      <Usage figure="cpuUsage" title={t('charts.cpu')} shown={shown} known={known} />
      <Usage figure="memoryUsage" title={t('charts.memory')} shown={shown} known={known} />
    </div>
  );
}
