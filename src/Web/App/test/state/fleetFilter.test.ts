import { describe, expect, it } from 'vitest';
import { inState, namedLike, parseFleetFilter, withFleetFilter } from '../../src/state/fleetFilter';
import { standingOf } from '../../src/state/standing';
import { completeView, nowMs, problem, status } from '../messages';

const all = [
  { ...completeView(), name: 'North' },
  { ...completeView(problem()), name: 'south' },
  { ...completeView(status({ sequence: 2, state: 'down' })), name: 'northwest' },
].map((view) => standingOf(view, nowMs, true));
const names = (found: typeof all | ReturnType<typeof inState>) => found.map(({ view }) => view.name);

describe('the filter of daemons', () => {
  it('stands in the address, beside what else is there', () => {
    const query = withFleetFilter('other=1', { text: 'north west', state: 'down' });

    expect(query).toBe('other=1&daemon=north+west&state=down');
    expect(parseFleetFilter(query)).toEqual({ text: 'north west', state: 'down' });
    expect(withFleetFilter(query, { text: '', state: null })).toBe('other=1');
  });

  it('leaves out what an address names wrongly', () => {
    expect(parseFleetFilter('state=purple')).toEqual({ text: '', state: null });
    expect(parseFleetFilter(`daemon=${'x'.repeat(500)}`).text).toHaveLength(200);
  });

  it('finds by a part of the name, whatever the case', () => {
    expect([names(namedLike(all, ' NORTH ')), names(namedLike(all, ''))]).toEqual([
      ['North', 'northwest'],
      ['North', 'south', 'northwest'],
    ]);
  });

  it('finds by state; in trouble is whatever has something wrong, live or not', () => {
    expect([inState(all, 'trouble'), inState(all, 'live'), inState(all, 'down'), inState(all, null)].map(names)).toEqual([
      ['south', 'northwest'],
      ['North', 'south'],
      ['northwest'],
      ['North', 'south', 'northwest'],
    ]);
  });
});
