import { cleanup, render } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import { TimeText } from '../../src/kit/TimeText';
import { nowMs } from '../messages';

describe('TimeText', () => {
  afterEach(cleanup);

  it('is a time that machines can read too', () => {
    const { container } = render(<TimeText atMs={nowMs} nowMs={nowMs} />);

    expect(container.querySelector('time')?.dateTime).toBe('2026-01-02T12:00:00.000Z');
  });

  it.each([9e18, Number.NaN])('says of %d that it is no time', (atMs) => {
    const { container } = render(<TimeText atMs={atMs} nowMs={nowMs} />);

    expect(container.textContent).toBe('n/a');
  });
});
