import { useEffect, useState } from 'preact/hooks';
import type { History, HistoryFigure } from '../contract/history';
import { t } from '../text/text';

interface Props {
  readonly title: string;
  readonly figure: HistoryFigure;
  readonly histories: readonly History[];
  onClose(): void;
}

type Table = typeof import('./interactive').ChartTable;

/** The table of a chart's numbers, which is loaded with the chart. */
export function LazyTable(props: Props) {
  const [Table, setTable] = useState<Table | 'failed' | null>(null);
  useEffect(() => {
    import('./interactive').then(
      (parts) => setTable(() => parts.ChartTable),
      // The host cannot be reached, or it runs another version by now and no longer has that file.
      () => setTable('failed'),
    );
  }, []);
  if (Table === 'failed') {
    return <p class="chart-table quiet">{t('pages.failedText')}</p>;
  }
  return Table ? <Table {...props} /> : null;
}
