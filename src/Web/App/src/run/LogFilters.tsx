import { useRef } from 'preact/hooks';
import { logStreams } from '../contract/runLog';
import type { LogFilter } from '../state/logFilter';
import { severities } from '../state/logLevels';
import type { LogRows } from '../state/logRows';
import { t } from '../text/text';

interface Props {
  readonly filter: LogFilter;
  onFilter(filter: LogFilter): void;
}

/** Which lines are shown, by their level. */
export function LevelFilter({ filter, onFilter }: Props) {
  return (
    <label class="log-level-filter">
      <span class="visually-hidden">{t('runLog.level')}</span>
      <select
        class="form-select form-select-sm"
        value={filter.level ?? ''}
        onChange={({ currentTarget: { value } }) =>
          onFilter({ ...filter, level: severities.find((known) => known === value) ?? null })
        }
      >
        <option value="">{t('runLog.allLevels')}</option>
        {severities.slice(1).map((known) => (
          <option key={known} value={known}>
            {t('runLog.from', { level: t(`runLog.${known}`) })}
          </option>
        ))}
      </select>
    </label>
  );
}

/** Which lines are shown, by where they were written. It is there once a line has told that. */
export function StreamFilter({ rows, filter, onFilter }: Props & { readonly rows: LogRows }) {
  const isTold = useRef(false);
  isTold.current ||= filter.stream !== null || tellsStreams(rows);
  return (
    isTold.current && (
      <label class="log-level-filter">
        <span class="visually-hidden">{t('runLog.stream')}</span>
        <select
          class="form-select form-select-sm"
          value={filter.stream ?? ''}
          onChange={({ currentTarget: { value } }) =>
            onFilter({ ...filter, stream: logStreams.find((known) => known === value) ?? null })
          }
        >
          <option value="">{t('runLog.allStreams')}</option>
          {logStreams.map((known) => (
            <option key={known} value={known}>
              {known}
            </option>
          ))}
        </select>
      </label>
    )
  );
}

function tellsStreams({ chunks }: LogRows): boolean {
  for (const rows of chunks.values()) {
    if (rows.some((row) => row?.stream != null)) {
      return true;
    }
  }
  return false;
}
