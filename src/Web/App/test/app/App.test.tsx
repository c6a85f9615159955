import { cleanup, render } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import { App } from '../../src/app/App';
import { sceneOf } from '../staged';

describe('App', () => {
  afterEach(cleanup);

  it.each(['signed-out', 'forbidden'] as const)('does not wait for anything where nobody is let in (%s)', (reason) => {
    const scene = sceneOf([], { isConnected: false });
    render(<App scene={{ ...scene, state: { ...scene.state, connection: { kind: 'ended', reason } } }} notice={null} />);

    expect(document.querySelector('[aria-busy="true"]')).toBeNull();
    expect(document.querySelector(`[data-banner="${reason}"]`)).not.toBeNull();
  });
});
