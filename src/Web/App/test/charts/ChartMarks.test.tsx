import { cleanup, render } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import { ChartMarks } from '../../src/charts/ChartMarks';
import type { History } from '../../src/contract/history';
import { historyOf } from '../histories';
import { nowMs } from '../messages';

const whole = { fromMs: nowMs - 4000, toMs: nowMs };

const marks = (history: History, period = whole) =>
  [...render(<ChartMarks figure="cpuUsage" histories={[history]} period={period} />).container.querySelectorAll('li')].map(
    ({ textContent }) => textContent?.trim(),
  );

describe('ChartMarks', () => {
  afterEach(cleanup);

  it('explains the marks that are in the chart, and no others', () => {
    expect(marks(historyOf())).toEqual(['not known', 'monitor away']);
    cleanup();

    expect(marks(historyOf({ down: [1, 0, 0, 0] }))).toEqual(['not known', 'daemon down', 'monitor away']);
  });

  it('leaves out those of another time', () => {
    expect(marks(historyOf({ down: [1, 0, 0, 0] }), { fromMs: nowMs - 1000, toMs: nowMs })).toEqual([]);
  });
});
