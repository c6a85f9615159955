import { cleanup, render, screen } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import { Empty } from '../../../src/pages/dashboard/Empty';
import { completeView, failedFeed, nowMs, statusOf } from '../../messages';
import { Staged, sceneOf } from '../../staged';

describe('Empty', () => {
  afterEach(cleanup);

  it('believes a daemon whose host’s clock is ahead that nothing has run', () => {
    render(
      <Staged scene={sceneOf([{ ...completeView(), observedAtMs: nowMs + 300 }])}>
        <Empty />
      </Staged>,
    );

    expect(screen.getByRole('heading').textContent).toBe('Nothing has run yet');
  });

  it('says of a daemon that tells no runs only that', () => {
    const { feeds } = statusOf();
    const silent = { ...completeView(), status: statusOf({ feeds: { ...feeds, executions: failedFeed('no') } }) };
    render(
      <Staged scene={sceneOf([silent])}>
        <Empty />
      </Staged>,
    );

    expect(screen.getByRole('heading').textContent).toBe('No runs known');
  });
});
