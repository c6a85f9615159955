import { TimeText } from '../../kit/TimeText';
import { formatBytes, formatCount, formatSpan } from '../../text/format';
import { t } from '../../text/text';
import type { Tier } from './historyState';

interface Props {
  readonly tiers: readonly Tier[];
  readonly nowMs: number;
}

/** The resolutions of the figures, each with how far back it goes. */
export const TierTable = ({ tiers, nowMs }: Props) => (
  <section class="card" aria-labelledby="tiers-title">
    <h3 id="tiers-title" class="card-title">
      {t('historyState.tiers')}
    </h3>
    <table class="list-table figures">
      <thead>
        <tr>
          <th scope="col">{t('historyState.step')}</th>
          <th scope="col">{t('historyState.keep')}</th>
          <th scope="col">{t('historyState.rows')}</th>
          <th scope="col">{t('historyState.bytes')}</th>
          <th scope="col">{t('historyState.oldest')}</th>
        </tr>
      </thead>
      <tbody>
        {tiers.map(({ stepMs, keepMs, rows, bytes, oldestMs }) => (
          <tr key={stepMs}>
            <td data-label={t('historyState.step')}>{formatSpan(stepMs)}</td>
            <td data-label={t('historyState.keep')}>{formatSpan(keepMs)}</td>
            <td data-label={t('historyState.rows')}>{rows === null ? t('historyState.notCounted') : formatCount(rows)}</td>
            <td data-label={t('historyState.bytes')}>{bytes === null ? t('historyState.notCounted') : formatBytes(bytes)}</td>
            <td data-label={t('historyState.oldest')}>
              {oldestMs === null ? t('common.notAvailable') : <TimeText atMs={oldestMs} nowMs={nowMs} />}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
    <p class="list-note quiet">{t('historyState.counted')}</p>
  </section>
);
