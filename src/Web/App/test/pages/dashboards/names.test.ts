import { describe, expect, it } from 'vitest';
import { numbersOf, widgetName } from '../../../src/pages/dashboards/model/names';
import { dashboardOf, sentWidget } from './dashboards';

const { widgets } = dashboardOf([
  sentWidget('cpu', { type: 'figure', x: 0, y: 0, w: 3, options: { figure: 'cpuUsage' } }),
  sentWidget('memory', { type: 'figure', x: 3, y: 0, w: 3, options: { figure: 'memoryUsage' } }),
  sentWidget('again', { type: 'figure', x: 6, y: 0, w: 3, options: { figure: 'cpuUsage' } }),
  sentWidget('titled', { type: 'figure', x: 9, y: 0, w: 3, options: { figure: 'cpuUsage', title: 'Of the day' } }),
]);

describe('the names of widgets', () => {
  it('of figures are those of what they show, unless they have a title', () => {
    expect(widgets.map(widgetName)).toEqual(['CPU', 'Memory', 'CPU', 'Of the day']);
  });

  it('are numbered only where several are alike', () => {
    expect([...numbersOf(widgets)]).toEqual([
      ['cpu', 1],
      ['memory', 1],
      ['again', 2],
      ['titled', 1],
    ]);
  });
});
