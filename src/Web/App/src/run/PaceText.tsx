import type { Problem } from '../contract/messages';
import { Icon } from '../kit/Icon';
import type { Pace } from '../state/pace';
import { formatDuration, formatNumber } from '../text/format';
import { t } from '../text/text';

/** What is usual stands in the middle of the bar. */
const barPercentOfUsual = 50;

interface Props {
  readonly pace: Pace;
  /** The run's open problem of kind `slow` or `stuck`, or null. */
  readonly late: Problem | null;
}

/** How long a run took compared with what is usual: in words, as a bar, and marked if it takes too long. */
export function PaceText({ pace, late }: Props) {
  const { tookMs, usualMs, factor } = pace;
  return (
    <span class={`pace ${late ? 'is-over' : ''}`}>
      <span class="pace-took figures">{tookText(pace)}</span>
      {factor !== null && (
        <span class="pace-bar" aria-hidden="true">
          <span class="pace-fill" style={{ width: `${Math.min(100, factor * barPercentOfUsual)}%` }} />
        </span>
      )}
      {usualMs !== null && tookMs !== null && (
        <span class="pace-usual quiet figures">{t('executions.usual', { duration: formatDuration(usualMs) })}</span>
      )}
      {late && <Late problem={late} factor={factor} />}
    </span>
  );
}

/** Why a run takes too long: it stands still, or how many times as long as usual it takes. */
function Late({ problem, factor }: { readonly problem: Problem; readonly factor: number | null }) {
  const isStuck = problem.kind === 'stuck';
  const hint = t(isStuck ? 'executions.stuckHint' : 'executions.overHint');
  return (
    <span class="pace-over figures" title={hint}>
      <Icon name={isStuck ? 'pause' : 'slow'} label={hint} />
      {factor !== null && factor > 1 && `×${formatNumber(factor, factor < 10 ? 1 : 0)}`}
    </span>
  );
}

/** Returns how long a run took, with "≥" if nothing confirms that it still runs. */
export function tookText({ tookMs, isAtLeast }: Pace): string {
  if (tookMs === null) {
    return t('common.notAvailable');
  }
  const duration = formatDuration(tookMs);
  return isAtLeast ? t('common.atLeast', { duration }) : duration;
}
