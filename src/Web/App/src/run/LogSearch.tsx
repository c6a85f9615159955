import { Icon } from '../kit/Icon';
import { SteadyIcon } from '../kit/SteadyIcon';
import { formatNumber } from '../text/format';
import { t } from '../text/text';

interface Props {
  readonly needle: string;
  readonly count: number;
  /** Which of the lines found is looked at, from 0 on; -1 for none. */
  readonly index: number;
  /** How many lines there are if there may be earlier ones that are not loaded; null if all are. */
  readonly tailLines: number | null;
  onNeedle(needle: string): void;
  onIndex(index: number): void;
}

/** Looks for a text in the lines that are there: Enter goes to the next, with Shift to the one before. */
export function LogSearch({ needle, count, index, tailLines, onNeedle, onIndex }: Props) {
  const go = (by: number) => count > 0 && onIndex((Math.max(index, by > 0 ? -1 : 0) + by + count) % count);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') {
      event.preventDefault();
      go(event.shiftKey ? -1 : 1);
    } else if (event.key === 'Escape' && needle !== '') {
      // Here it empties the box; the drawer stays open.
      event.preventDefault();
      event.stopPropagation();
      onNeedle('');
    }
  };
  return (
    <div class="log-search">
      <label class="run-search">
        <span class="visually-hidden">{t('runLog.search')}</span>
        <Icon name="search" />
        <input
          type="search"
          class="form-control form-control-sm"
          placeholder={t('runLog.search')}
          value={needle}
          onInput={(event) => onNeedle(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
      </label>
      {needle !== '' && (
        <>
          <output class="log-found figures quiet">
            {count === 0 ? notFound(tailLines) : t('runLog.found', { index: index + 1, count: formatNumber(count) })}
          </output>
          <SteadyIcon icon="down1" label={t('runLog.previous')} kind="log-up" isOff={count === 0} onPress={() => go(-1)} />
          <SteadyIcon icon="down1" label={t('runLog.next')} isOff={count === 0} onPress={() => go(1)} />
        </>
      )}
    </div>
  );
}

/** Lines that were not searched may contain it. */
const notFound = (tailLines: number | null): string =>
  tailLines === null ? t('runLog.notFound') : t('runLog.notFoundInTail', { shown: formatNumber(tailLines) });
