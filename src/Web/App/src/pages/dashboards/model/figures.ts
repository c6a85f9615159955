import { type HistoryFigure, historyFigures } from '../../../contract/history';
import type { Options } from './document';
import { objectsIn, textIn, wordIn } from './options';

export const figures: readonly HistoryFigure[] = historyFigures;

export const figureIn = (options: Options): HistoryFigure => wordIn(options, 'figure', figures, 'cpuUsage');

export interface ChartSeries {
  readonly figure: HistoryFigure;
  /** A pattern of daemons; each that fits has a line. */
  readonly source: string;
}

export const mostSeries = 8;

/** What a chart draws; the CPU of all daemons where it says nothing. */
export function seriesIn(options: Options): readonly ChartSeries[] {
  const named = objectsIn(options, 'series')
    .slice(0, mostSeries)
    .flatMap((one) => {
      const figure = figures.find((known) => known === one.figure);
      return figure ? [{ figure, source: textIn(one, 'source').trim() || '*' }] : [];
    });
  return named.length > 0 ? named : [{ figure: 'cpuUsage', source: '*' }];
}
