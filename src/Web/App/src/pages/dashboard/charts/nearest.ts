import { Interaction, type InteractionModeFunction } from 'chart.js';

declare module 'chart.js' {
  interface InteractionModeMap {
    nearestOfEach: InteractionModeFunction;
  }
}

/** How far from a point the pointer may be to mean it: in a gap it means none. In pixels. */
const reachPx = 16;

/**
 * The nearest point of each line, by time. Chart.js's own modes take one point of one line, or points of the same place in each:
 * daemons answer at times of their own.
 */
const nearestOfEach: InteractionModeFunction = (chart, event) => {
  const pointer = event.x ?? Number.NaN;
  return chart.getSortedVisibleDatasetMetas().flatMap(({ data, index: datasetIndex }) => {
    let index = -1;
    let nearestPx = reachPx;
    data.forEach((element, place) => {
      const awayPx = Math.abs(element.x - pointer);
      if (awayPx < nearestPx && !('skip' in element && element.skip)) {
        index = place;
        nearestPx = awayPx;
      }
    });
    const element = data[index];
    return element ? [{ element, datasetIndex, index }] : [];
  });
};

Interaction.modes.nearestOfEach = nearestOfEach;
