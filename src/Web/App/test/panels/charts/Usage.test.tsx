import { cleanup, render, screen } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import type { Scene } from '../../../src/app/scene';
import type { ShownRange } from '../../../src/charts/useRange';
import { Usage } from '../../../src/panels/charts/Usage';
import type { Known } from '../../../src/state/history/HistoryStore';
import { historyOf } from '../../histories';
import { completeView, nowMs, stats } from '../../messages';
import { Staged, sceneOf } from '../../staged';

const shown: ShownRange = { range: { kind: 'live', span: '15m' }, choose: () => undefined, leave: () => undefined };
const unasked: Known = { bySource: null, isAsking: false, failure: null };

const labelIn = (change: Partial<Scene>) => {
  render(
    <Staged scene={sceneOf([completeView(stats())], change)}>
      <Usage figure="cpuUsage" title="CPU" shown={shown} known={unasked} />
    </Staged>,
  );
  return screen.getByRole('img', { name: /^CPU/ }).getAttribute('aria-label');
};

describe('Usage', () => {
  afterEach(cleanup);

  it('says in words that a figure is only what was last known', () => {
    expect(labelIn({ isConnected: false })).toContain('default: last known 12.5 %, lowest 12.5 %');
    cleanup();
    expect(labelIn({ isConnected: false, nowMs: nowMs + 60_000 })).toContain('default: last known 12.5 %');
  });

  it('says in words what history knows, from the first moment on', () => {
    const known: Known = { ...unasked, bySource: new Map([['default', historyOf()]]) };
    render(
      <Staged scene={sceneOf([completeView(stats())])}>
        <Usage figure="cpuUsage" title="CPU" shown={shown} known={known} />
      </Staged>,
    );

    expect(screen.getByRole('img', { name: /^CPU, last 15 m\./ }).getAttribute('aria-label')).toContain('highest 100.0 %');
    expect(screen.getByText('75 % of this time was watched')).toBeTruthy();
  });

  it('says why history is not there, and shows what was pushed', () => {
    const known: Known = { ...unasked, failure: { kind: 'paused', detail: 'The store is locked.' } };
    render(
      <Staged scene={sceneOf([completeView(stats())])}>
        <Usage figure="cpuUsage" title="CPU" shown={shown} known={known} />
      </Staged>,
    );

    expect(screen.getByText('The store is locked.')).toBeTruthy();
    expect(screen.getByRole('img', { name: /default: lowest 12.5 %/ })).toBeTruthy();
  });

  it('leaves what a figure is now to the text beside it, which is drawn more often', () => {
    expect(labelIn({})).toContain('default: lowest 12.5 %');
  });
});
