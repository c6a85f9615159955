import { cleanup, render, screen } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import type { Scene } from '../../../../src/app/scene';
import type { ShownRange } from '../../../../src/charts/useRange';
import { Usage } from '../../../../src/pages/dashboard/charts/Usage';
import type { Known } from '../../../../src/state/history/HistoryStore';
import { completeView, nowMs, stats } from '../../../messages';
import { Staged, sceneOf } from '../../../staged';

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

  it('says in words what a figure is now', () => {
    expect(labelIn({})).toContain('default: now 12.5 %');
  });
});
