import { type Dashboard, parseDashboard, type Widget } from '../../../src/pages/dashboards/model/document';

/** A widget as the host sends it. */
export const sentWidget = (id: string, fields: object = {}): object => ({
  id,
  type: 'text',
  x: 0,
  y: 0,
  w: 4,
  h: 3,
  options: {},
  ...fields,
});

/** A dashboard as the host sends it. */
export const sentDashboard = (fields: object = {}): object => ({
  id: '6f1c9a52-4b6e-4d8e-9f6a-0c2b5a1d7e30',
  title: 'Nights',
  owner: 'a@example.com',
  visibility: 'private',
  leastRole: 'viewer',
  range: null,
  version: 3,
  widgets: [],
  access: 'own',
  provisioned: false,
  ...fields,
});

export const dashboardOf = (widgets: readonly object[], fields: object = {}): Dashboard =>
  parseDashboard(sentDashboard({ widgets, ...fields }));

export const idsOf = (widgets: readonly Widget[]): readonly string[] => widgets.map(({ id }) => id);

/** Numbers that look random and are the same with each run: 0 to below 1. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
