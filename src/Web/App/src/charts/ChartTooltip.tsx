import type { History, HistoryFigure } from '../contract/history';
import { Foreign } from '../kit/Foreign';
import { type FigureRow, figureRow, rowAt } from '../state/history/figures';
import { formatNumber, formatTime } from '../text/format';
import { t } from '../text/text';
import { formatFigure } from './units';

interface Props {
  readonly figure: HistoryFigure;
  readonly histories: readonly History[];
  readonly atMs: number;
  /** Where it is in the chart's width, 0–1. */
  readonly share: number;
}

/** The figures of the row that somebody points at, with its time and how much of it was watched. */
export function ChartTooltip({ figure, histories, atMs, share }: Props) {
  const rows = histories.map((history) => {
    const row = rowAt(history, atMs);
    return { name: history.source, row: row < 0 ? null : figureRow(history, figure, row) };
  });
  const beginMs = rows.find(({ row }) => row !== null)?.row?.fromMs ?? atMs;
  // In a zone that is UTC already one of them says it.
  const [own, inUtc] = [formatTime(beginMs, 'full'), formatTime(beginMs, 'full', 'utc')];
  const side = share > 0.5 ? { right: `${(100 * (1 - share)).toFixed(2)}%` } : { left: `${(100 * share).toFixed(2)}%` };
  return (
    <div class="chart-tooltip figures" role="status" style={side}>
      <p class="chart-tooltip-time">
        {own}
        {own !== inUtc && <span class="quiet">{inUtc}</span>}
      </p>
      <ul>
        {rows.map(({ name, row }, place) => (
          <li key={name}>
            <span class={`chart-key chart-key-${(place % 6) + 1}`} aria-hidden="true" />
            {rows.length > 1 && <Foreign kind="chart-tooltip-name" text={name} />}
            <strong>{formatFigure(figure, row?.mean ?? null)}</strong>
            {row && <RowText figure={figure} row={row} />}
          </li>
        ))}
      </ul>
    </div>
  );
}

function RowText({ figure, row }: { readonly figure: HistoryFigure; readonly row: FigureRow }) {
  return (
    <span class="quiet">
      {row.min !== null &&
        row.max !== null &&
        row.min !== row.max &&
        `${formatFigure(figure, row.min)} – ${formatFigure(figure, row.max)} · `}
      {coverageText(row)}
    </span>
  );
}

/** How a row's time was watched, and what was wrong in it. */
export function coverageText({ state, seenPercent }: FigureRow): string {
  if (seenPercent === null) {
    return t('charts.unconfirmed');
  }
  const watched = t('charts.watched', { percent: formatNumber(Math.floor(seenPercent)) });
  return state === 'live' ? watched : `${t(`charts.${state}`)} · ${watched}`;
}
