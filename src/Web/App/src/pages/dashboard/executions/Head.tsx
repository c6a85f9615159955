import { Icon } from '../../../kit/Icon';
import { type Column, columns, type TableQuery } from '../../../state/table';
import { t } from '../../../text/text';

interface Props {
  readonly query: TableQuery;
  readonly hasDaemon: boolean;
  onSort(column: Column): void;
}

/** The columns' names, each of which sorts by its column. */
export function Head({ query, hasDaemon, onSort }: Props) {
  return (
    <thead>
      <tr>
        {shownColumns(hasDaemon).map((column) => (
          <th key={column} scope="col" class={`col-${column}`} aria-sort={sortOf(query, column)}>
            <button type="button" class="sort" onClick={() => onSort(column)}>
              {t(`executions.${column}`)}
              <Icon name="down1" />
            </button>
          </th>
        ))}
      </tr>
    </thead>
  );
}

export const shownColumns = (hasDaemon: boolean): readonly Column[] =>
  hasDaemon ? columns : columns.filter((column) => column !== 'daemon');

function sortOf(query: TableQuery, column: Column): 'ascending' | 'descending' | 'none' {
  if (query.sort !== column) {
    return 'none';
  }
  return query.descending ? 'descending' : 'ascending';
}
