import type { LogFilter } from '../state/logFilter';
import { severities } from '../state/logLevels';
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
