import { HostFailureNote } from '../../app/HostFailureNote';
import { useHostData } from '../../app/useHostData';
import { Fact } from '../../kit/Fact';
import { Foreign } from '../../kit/Foreign';
import { Icon } from '../../kit/Icon';
import { ListSkeleton } from '../../kit/ListSkeleton';
import { TimeText } from '../../kit/TimeText';
import { formatBytes, formatCount, formatNumber, formatTime } from '../../text/format';
import { t } from '../../text/text';
import { type HistoryState, parseHistoryState } from './historyState';
import { TierTable } from './TierTable';

const everyMs = 10_000;

/** For administrators: what history holds, and whether it is being written. */
export function HistoryPage() {
  const { value, atMs, failure } = useHostData('/api/history/state', parseHistoryState, everyMs);
  return (
    <main aria-busy={!value && !failure}>
      <header class="list-head">
        <h2>{t('historyState.title')}</h2>
        {value && <p class="quiet figures">{t('historyState.asOf', { time: formatTime(atMs, 'time') })}</p>}
      </header>
      <HostFailureNote failure={failure} isOfShown />
      {value ? (
        <div class={failure ? 'is-dim' : ''}>
          <State state={value} nowMs={atMs} />
        </div>
      ) : (
        !failure && <ListSkeleton />
      )}
    </main>
  );
}

interface Props {
  readonly state: HistoryState;
  readonly nowMs: number;
}

function State({ state, nowMs }: Props) {
  const { pausedBecause, writtenUntilMs, bytes, maxBytes, droppedRuns } = state;
  return (
    <>
      {pausedBecause !== null && (
        <p class="banner banner-warn" role="alert">
          <Icon name="pause" />
          <span>
            <strong>{t('historyState.paused')}</strong> <Foreign text={pausedBecause} /> {t('historyState.pausedHint')}
          </span>
        </p>
      )}
      <dl class="card fact-grid figures">
        <Fact name={t('historyState.writtenUntil')}>
          {writtenUntilMs === null ? t('historyState.never') : <TimeText atMs={writtenUntilMs} nowMs={nowMs} />}
        </Fact>
        <Fact name={t('historyState.size')}>
          {bytes === null
            ? t('historyState.notCounted')
            : t('historyState.sizeOf', {
                size: formatBytes(bytes),
                most: formatBytes(maxBytes),
                percent: formatNumber((100 * bytes) / maxBytes),
              })}
        </Fact>
        <Fact name={t('historyState.runs')}>{state.runs === null ? t('historyState.notCounted') : formatCount(state.runs)}</Fact>
        <Fact name={t('historyState.oldestRun')}>
          {state.oldestRunMs === null ? t('common.notAvailable') : <TimeText atMs={state.oldestRunMs} nowMs={nowMs} />}
        </Fact>
        {droppedRuns > 0 && <Fact name={t('historyState.dropped')}>{formatCount(droppedRuns)}</Fact>}
      </dl>
      <TierTable tiers={state.tiers} nowMs={nowMs} />
    </>
  );
}
