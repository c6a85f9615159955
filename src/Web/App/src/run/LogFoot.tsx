import { Foreign } from '../kit/Foreign';
import { Icon } from '../kit/Icon';
import type { LogState } from '../state/logRows';
import { formatNumber, formatTime } from '../text/format';
import { t } from '../text/text';

interface Props {
  readonly log: LogState;
  readonly isRunning: boolean;
  /** Whether lines are left out by their level. */
  readonly isFiltered: boolean;
  onPause(isPaused: boolean): void;
  onAgain(): void;
}

/** How the log stands, and what can be done about it. */
export function LogFoot({ log, isRunning, isFiltered, onPause, onAgain }: Props) {
  const { standing, rows } = log;
  const isFailed = log.failure !== null || standing?.error != null;
  const isOver = standing?.isWhole === true;
  return (
    <footer class={`log-foot ${isFailed ? 'is-failed' : ''}`}>
      <output class="log-state" aria-live="polite">
        <Foreign text={stateText(log, isRunning, isFiltered)} />
      </output>
      {standing?.storeError && <p class="log-unstored">{t('runLog.notStored', { why: standing.storeError })}</p>}
      <span class="figures quiet log-count">{countText(standing?.total ?? 0, isFiltered ? rows.count : null)}</span>
      {isRunning && !isOver && (
        <button type="button" class="btn btn-sm btn-outline-secondary" onClick={() => onPause(!log.isPaused)}>
          <Icon name={log.isPaused ? 'run' : 'pause'} /> {t(log.isPaused ? 'runLog.resume' : 'runLog.pause')}
        </button>
      )}
      {isFailed && !isOver && (
        <button type="button" class="btn btn-sm btn-outline-secondary" onClick={onAgain}>
          <Icon name="sync" /> {t('runLog.again')}
        </button>
      )}
    </footer>
  );
}

const countText = (total: number, shown: number | null): string =>
  shown === null
    ? t('runLog.lines', { shown: formatNumber(total), count: total })
    : t('runLog.linesOf', { shown: formatNumber(shown), all: formatNumber(total), count: total });

function stateText({ standing, failure, rows, isPaused }: LogState, isRunning: boolean, isFiltered: boolean): string {
  if (failure !== null) {
    return failure;
  }
  if (standing === null) {
    return t('runLog.asking');
  }
  if (standing.error !== null) {
    const until = standing.readUntilMs;
    return until === null ? standing.error : t('runLog.readUntil', { why: standing.error, time: formatTime(until, 'time') });
  }
  if (isPaused) {
    return t('runLog.paused');
  }
  if (standing.isWhole) {
    return standing.total === 0 ? t('runLog.empty') : isFiltered && rows.count === 0 ? t('runLog.allHidden') : t('runLog.ended');
  }
  if (!isRunning) {
    return t('runLog.filling');
  }
  return t(standing.total === 0 ? 'runLog.none' : 'runLog.open');
}
