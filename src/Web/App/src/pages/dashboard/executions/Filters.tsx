import type { Step } from '../../../app/scene';
import { statusIcons } from '../../../app/statusIcons';
import { Icon } from '../../../kit/Icon';
import { type Column, newestQuery, type RowStatus, rowStatuses, type TableQuery } from '../../../state/table';
import { formatNumber } from '../../../text/format';
import { t } from '../../../text/text';
import { shownColumns } from './Head';

interface Props {
  readonly query: TableQuery;
  /** How many runs there are of each status with the name that is looked for. */
  readonly counts: ReadonlyMap<RowStatus, number>;
  /** How many there are with that name, whatever their status. */
  readonly total: number;
  /** Those of all runs, whatever their name: looking for one makes no chip come or go. */
  readonly statuses: readonly RowStatus[];
  readonly hasDaemon: boolean;
  /** `step`: `replace` while a name is typed. */
  onQuery(query: TableQuery, step?: Step): void;
  onSort(column: Column): void;
}

/** Always offered, so that the row of chips stays as it is; the others where there are such runs. */
const always: readonly RowStatus[] = ['failed', 'running', 'success'];

/** Which runs to show: by status, by name; and on a phone, which has no columns, in which order. */
export function Filters({ query, counts, total, statuses, hasDaemon, onQuery, onSort }: Props) {
  const offered = rowStatuses.filter(
    (status) =>
      always.includes(status) ||
      status === query.status ||
      (statuses.includes(status) && (status !== 'late' || hasBoth(statuses))),
  );
  const choose = (status: RowStatus | null) => onQuery({ ...query, status: status === query.status ? null : status });
  return (
    <div class="run-filters">
      <fieldset class="chips">
        <legend class="visually-hidden">{t('executions.byStatus')}</legend>
        <Chip name={t('executions.all')} count={total} isOn={query.status === null} onChoose={() => choose(null)} />
        {offered.map((status) => (
          <Chip
            key={status}
            status={status}
            name={t(`status.${status}`)}
            count={counts.get(status) ?? 0}
            isOn={query.status === status}
            onChoose={() => choose(status)}
          />
        ))}
      </fieldset>
      <label class="run-search">
        <span class="visually-hidden">{t('executions.search')}</span>
        <Icon name="search" />
        <input
          type="search"
          class="form-control form-control-sm"
          placeholder={t('executions.search')}
          value={query.text}
          onInput={(event) => onQuery({ ...query, text: event.currentTarget.value }, 'replace')}
          onKeyDown={(event) =>
            event.key === 'Escape' && query.text !== '' && clear(event, () => onQuery({ ...query, text: '' }, 'replace'))
          }
        />
      </label>
      <PhoneSort query={query} hasDaemon={hasDaemon} onSort={onSort} />
    </div>
  );
}

/** Only where there are slow and stuck ones does a choice of either tell something. */
const hasBoth = (statuses: readonly RowStatus[]): boolean => statuses.includes('stuck') && statuses.includes('slow');

function clear(event: KeyboardEvent, then: () => void): void {
  // Here Escape empties the box; it must not close the drawer as well.
  event.preventDefault();
  event.stopPropagation();
  then();
}

interface ChipProps {
  readonly status?: RowStatus;
  readonly name: string;
  readonly count: number;
  readonly isOn: boolean;
  onChoose(): void;
}

function Chip({ status, name, count, isOn, onChoose }: ChipProps) {
  return (
    <button type="button" class={`chip chip-${status ?? 'all'}`} aria-pressed={isOn} onClick={onChoose}>
      {status && <Icon name={statusIcons[status]} />}
      {name} <span class="chip-count figures">{formatNumber(count)}</span>
    </button>
  );
}

function PhoneSort({ query, hasDaemon, onSort }: Pick<Props, 'query' | 'hasDaemon' | 'onSort'>) {
  return (
    <div class="run-sort">
      <label>
        <span class="visually-hidden">{t('executions.sortBy')}</span>
        <select
          class="form-select form-select-sm"
          value={query.sort}
          onChange={(event) => onSort(event.currentTarget.value as Column)}
        >
          {shownColumns(hasDaemon).map((column) => (
            <option key={column} value={column}>
              {t(`executions.${column}`)}
            </option>
          ))}
        </select>
      </label>
      <button
        type="button"
        class={`chip ${query.descending ? '' : 'is-ascending'}`}
        aria-pressed={query.descending}
        onClick={() => onSort(query.sort)}
      >
        <Icon name="down1" label={t('executions.descending')} />
      </button>
    </div>
  );
}

/** Shows everything again. */
export function NothingFound({ onQuery }: Pick<Props, 'onQuery'>) {
  return (
    <p class="run-none" role="status">
      {t('executions.noneFound')}{' '}
      <button type="button" class="btn btn-sm btn-link" onClick={() => onQuery(newestQuery)}>
        {t('executions.showEverything')}
      </button>
    </p>
  );
}
