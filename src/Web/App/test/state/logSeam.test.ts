import { describe, expect, it } from 'vitest';
import type { LogLine } from '../../src/contract/messages';
import { seamOf } from '../../src/state/logSeam';

const at = (second: number | null, message = 'working'): LogLine => ({
  timestampMs: second === null ? null : second * 1000,
  level: 'info',
  message,
});

/** After how many lines of a log the end of the held ones is found. */
const endIn = (held: readonly LogLine[], log: readonly LogLine[]): number => {
  const seam = seamOf(held);
  return log.findIndex((line) => seam?.isEnd(line)) + 1;
};

describe('seamOf', () => {
  it('finds the end among equal lines of the same time', () => {
    expect(endIn([at(1), at(2), at(2)], [at(1), at(1), at(2), at(2), at(2), at(3)])).toBe(4);
  });

  it('looks back as far as there is a line of another time', () => {
    const held = [at(1), ...Array.from({ length: 400 }, () => at(2))];

    expect(endIn(held, [at(0), ...held, at(2)])).toBe(402);
  });

  it('compares lines as the page shows them', () => {
    expect(endIn([at(1), at(2, 'ok')], [at(1), at(2, '10 %\rok')])).toBe(2);
  });

  it('leaves out the lines that the hub added', () => {
    expect(endIn([at(1), at(9, '[FlextMonitor] Lines may be missing here.'), at(2)], [at(1), at(2), at(3)])).toBe(2);
  });

  it('passes over the lines that the hub adds while the log is pulled again', () => {
    const notice = at(9, '[FlextMonitor] Lines may be missing here.');

    expect(endIn([at(1), at(2), at(3)], [at(0), at(1), at(2), notice, at(3), notice])).toBe(5);
  });

  it('does not exist for lines of one time, without times, or no lines', () => {
    expect(seamOf([at(1, 'a'), at(1, 'b')])).toBeNull();
    expect(seamOf([at(null, 'a'), at(null, 'b')])).toBeNull();
    expect(seamOf([])).toBeNull();
  });
});
