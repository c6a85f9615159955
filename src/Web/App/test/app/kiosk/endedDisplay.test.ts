import { describe, expect, it, vi } from 'vitest';
import { followEnd } from '../../../src/app/kiosk/endedDisplay';
import type { Account } from '../../../src/state/monitor';
import { createStore } from '../../../src/state/store';

const screen: Account = { kind: 'display', email: 'hall', roles: ['viewer'], sources: null, operatesSources: [], dashboards: [] };

function followed(account: Account) {
  const store = createStore();
  const leave = vi.fn();
  followEnd(store, leave);
  store.dispatch({ type: 'account', account });
  return { store, leave };
}

describe('followEnd', () => {
  it.each([
    ['is signed out', { reason: 'signed-out' }],
    ['is let in no more', { reason: 'forbidden', isRevoked: true }],
  ] as const)('takes the page of a wall screen away once it %s', (_, how) => {
    const { store, leave } = followed(screen);
    store.dispatch({ type: 'connection', connection: { kind: 'retrying', sinceMs: 0, attempt: 1 } });
    expect(leave).not.toHaveBeenCalled();

    store.dispatch({ type: 'ended', ...how });
    store.dispatch({ type: 'unreadable', why: 'late' });

    expect(leave).toHaveBeenCalledOnce();
  });

  it('leaves it where a proxy refuses the connection: it is signed in, and would come back', () => {
    const { store, leave } = followed(screen);

    store.dispatch({ type: 'ended', reason: 'forbidden', refusal: { status: 403, code: null, detail: null } });

    expect(leave).not.toHaveBeenCalled();
  });

  it('leaves a person’s page as it is', () => {
    const { store, leave } = followed({ ...screen, kind: 'person' });

    store.dispatch({ type: 'ended', reason: 'signed-out' });

    expect(leave).not.toHaveBeenCalled();
  });
});
