import type { Store } from '../../state/store';

/** Calls back once the hub lets the page of a wall screen in no more: nobody stands before it to sign in, and another page shows a code. */
export function followEnd(store: Store, leave: () => void): void {
  let isDisplay = false;
  store.subscribe(() => {
    const { account, connection } = store.state;
    if (connection.kind !== 'ended') {
      isDisplay = account?.kind === 'display';
    } else if (isDisplay && (connection.reason === 'signed-out' || connection.isRevoked)) {
      isDisplay = false;
      leave();
    }
  });
}
