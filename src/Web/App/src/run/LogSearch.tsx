import type { Step } from '../app/scene';
import { Foreign } from '../kit/Foreign';
import { Icon } from '../kit/Icon';
import { SteadyIcon } from '../kit/SteadyIcon';
import { type LogFilter, mostOfLogText } from '../state/logFilter';
import { formatNumber } from '../text/format';
import { t } from '../text/text';
import type { LogSearching } from './useLogSearch';

interface Props {
  readonly search: LogSearching;
  readonly filter: LogFilter;
  /** `step`: `replace` while it is typed. */
  onFilter(filter: LogFilter, step?: Step): void;
}

/** Looks for a text in the whole log: Enter goes to the next line, with Shift to the one before. */
export function LogSearch({ search, filter, onFilter }: Props) {
  const { needle, isPattern, found, go } = search;
  const onNeedle = (text: string) => onFilter({ ...filter, text }, 'replace');
  const isOff = (found?.count ?? 0) === 0;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') {
      event.preventDefault();
      void go(event.shiftKey ? -1 : 1);
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
          maxLength={mostOfLogText}
          value={needle}
          onInput={(event) => onNeedle(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
      </label>
      <button
        type="button"
        class="icon-button log-pattern"
        title={t('runLog.pattern')}
        aria-label={t('runLog.pattern')}
        aria-pressed={isPattern}
        onClick={() => onFilter({ ...filter, isPattern: !isPattern })}
      >
        .*
      </button>
      {needle !== '' && (
        <>
          <output class={`log-found figures ${search.failure ? 'is-failed' : 'quiet'}`}>
            <Foreign text={foundText(search)} />
          </output>
          <SteadyIcon icon="down1" label={t('runLog.previous')} kind="log-up" isOff={isOff} onPress={() => void go(-1)} />
          <SteadyIcon icon="down1" label={t('runLog.next')} isOff={isOff} onPress={() => void go(1)} />
        </>
      )}
    </div>
  );
}

/** Says how many lines were searched where nothing was found: lines that were not searched may contain it. */
function foundText({ found, failure, current }: LogSearching): string {
  if (failure !== null) {
    return failure;
  }
  if (found === null) {
    return t('runLog.searching');
  }
  if (found.count === 0) {
    return t(found.isWhole ? 'runLog.notFound' : 'runLog.notFoundYet', {
      shown: formatNumber(found.searched),
      count: found.searched,
    });
  }
  return current === null
    ? t('runLog.foundCount', { shown: formatNumber(found.count), count: found.count })
    : t('runLog.found', { index: formatNumber(current.index + 1), count: formatNumber(found.count) });
}
