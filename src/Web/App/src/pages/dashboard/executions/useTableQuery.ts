import { useState } from 'preact/hooks';
import type { Scene, Step } from '../../../app/scene';
import { useElsewhere } from '../../../kit/useElsewhere';
import type { TableQuery } from '../../../state/table';
import { parseTable, withTable } from '../../../state/tableAddress';

/** What the table shows. It stands in the address, so that a tile leads to it, it can be shared, and the browser's way back leads through it. */
export function useTableQuery({ route, actions }: Scene): readonly [TableQuery, (query: TableQuery, step?: Step) => void] {
  const address = withTable('', parseTable(route.query));
  const [query, setQuery] = useState<TableQuery>(() => parseTable(address));
  const noteSent = useElsewhere(address, () => setQuery(parseTable(address)));
  const change = (to: TableQuery, step: Step = 'push') => {
    setQuery(to);
    noteSent(withTable('', to));
    if (withTable('', to) !== address) {
      actions.navigate({ query: withTable(route.query, to) }, step);
    }
  };
  return [query, change];
}
