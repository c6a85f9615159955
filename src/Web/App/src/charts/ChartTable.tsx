import { useEffect, useRef } from 'preact/hooks';
import type { History, HistoryFigure } from '../contract/history';
import { Foreign } from '../kit/Foreign';
import { figureRow, rowAt } from '../state/history/figures';
import { endOf } from '../state/history/rows';
import { formatTime } from '../text/format';
import { t } from '../text/text';
import { coverageText } from './ChartTooltip';
import { formatFigure } from './units';

interface Props {
  readonly title: string;
  readonly figure: HistoryFigure;
  readonly histories: readonly History[];
  onClose(): void;
}

/** The numbers of a chart, newest first. */
export function ChartTable({ title, figure, histories, onClose }: Props) {
  const section = useRef<HTMLElement>(null);
  // Below it the chart is hidden, which takes the focus from it.
  useEffect(() => section.current?.focus(), []);
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Escape' || event.key === 'Enter') {
      event.preventDefault();
      onClose();
    }
  };
  const longest = histories.reduce<History | null>(
    (most, history) => (most && most.at.length >= history.at.length ? most : history),
    null,
  );
  const rows = longest
    ? longest.at.map((fromMs, row) => ({ fromMs, middleMs: (fromMs + endOf(longest, row)) / 2 })).reverse()
    : [];
  return (
    <section
      ref={section}
      class="chart-table"
      onKeyDown={press}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls has to be reached by the keyboard
      tabIndex={0}
      aria-label={t('charts.tableOf', { title })}
    >
      <table class="figures">
        <thead>
          <tr>
            <th scope="col">{t('charts.time')}</th>
            <th scope="col">UTC</th>
            {histories.length > 1 && <th scope="col">{t('charts.daemon')}</th>}
            <th scope="col">{t('charts.mean')}</th>
            <th scope="col">{t('charts.min')}</th>
            <th scope="col">{t('charts.max')}</th>
            <th scope="col">{t('charts.coverage')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.flatMap(({ fromMs, middleMs }) =>
            histories.map((history) => (
              <Row
                key={`${history.source}/${fromMs}`}
                {...{ figure, history, fromMs, middleMs }}
                hasName={histories.length > 1}
              />
            )),
          )}
        </tbody>
      </table>
      {rows.length === 0 && <p class="quiet">{t('charts.empty')}</p>}
    </section>
  );
}

interface RowProps {
  readonly figure: HistoryFigure;
  readonly history: History;
  readonly fromMs: number;
  readonly middleMs: number;
  readonly hasName: boolean;
}

function Row({ figure, history, fromMs, middleMs, hasName }: RowProps) {
  const place = rowAt(history, middleMs);
  const row = place < 0 ? null : figureRow(history, figure, place);
  return (
    <tr>
      <td>{formatTime(fromMs, 'full')}</td>
      <td>{`${new Date(fromMs).toISOString().slice(0, 19)}Z`}</td>
      {hasName && (
        <td>
          <Foreign text={history.source} />
        </td>
      )}
      <td>{formatFigure(figure, row?.mean ?? null)}</td>
      <td>{formatFigure(figure, row?.min ?? null)}</td>
      <td>{formatFigure(figure, row?.max ?? null)}</td>
      <td>{row ? coverageText(row) : t('charts.unconfirmed')}</td>
    </tr>
  );
}
