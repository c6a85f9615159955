import { describe, expect, it } from 'vitest';
import { failureText } from '../../src/app/failureText';
import { HubCallError } from '../../src/connection/hubError';

describe('failureText', () => {
  it('is the hub’s own words where it refused', () => {
    const error = new HubCallError('It runs already.');

    expect(failureText(error, 'failure.noAnswer')).toBe('It runs already.');
  });

  it('is ours where browser or connection failed, with theirs behind', () => {
    expect(failureText(new TypeError('Failed to fetch'), 'failure.signOut')).toMatch(
      /^The host does not know yet.* \(Failed to fetch\)$/,
    );
  });
});
