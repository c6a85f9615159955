import { Icon } from '../../../kit/Icon';
import type { Pace } from '../../../state/pace';
import { formatDuration, formatNumber } from '../../../text/format';
import { t } from '../../../text/text';

/** What is usual stands in the middle of the bar. */
const barPercentOfUsual = 50;

/** How long a run took compared with what is usual: in words, as a bar, and marked if it is far over. */
export function PaceText({ pace }: { readonly pace: Pace }) {
  const { tookMs, usualMs, factor } = pace;
  return (
    <span class={`pace ${pace.isOver ? 'is-over' : ''}`}>
      <span class="pace-took figures">{tookText(pace)}</span>
      {factor !== null && (
        <span class="pace-bar" aria-hidden="true">
          <span class="pace-fill" style={{ width: `${Math.min(100, factor * barPercentOfUsual)}%` }} />
        </span>
      )}
      {usualMs !== null && tookMs !== null && (
        <span class="pace-usual quiet figures">{t('executions.usual', { duration: formatDuration(usualMs) })}</span>
      )}
      {pace.isOver && factor !== null && (
        <span class="pace-over figures" title={t('executions.overHint')}>
          <Icon name="slow" label={t('executions.overHint')} />×{formatNumber(factor, factor < 10 ? 1 : 0)}
        </span>
      )}
    </span>
  );
}

function tookText({ tookMs, isAtLeast }: Pace): string {
  if (tookMs === null) {
    return t('common.notAvailable');
  }
  const duration = formatDuration(tookMs);
  return isAtLeast ? t('common.atLeast', { duration }) : duration;
}
