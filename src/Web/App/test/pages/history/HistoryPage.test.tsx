import { cleanup, render, screen } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { HistoryPage } from '../../../src/pages/history/HistoryPage';
import { FakeHost } from '../../fakeHost';
import { hostile, inspect } from '../../foreign';
import { Staged, sceneOf } from '../../staged';

const tier = { stepSeconds: 600, keepSeconds: 7_776_000, rows: 12_960, bytes: 1_677_722, oldest: '2025-10-04T12:00:00Z' };
const state = {
  writtenUntil: '2026-01-02T11:59:50Z',
  pausedBecause: null,
  bytes: 104_857_600,
  maxBytes: 1_073_741_824,
  tiers: [{ stepSeconds: 10, keepSeconds: 172_800, rows: null, bytes: null, oldest: null }, tier],
  runs: 1234,
  oldestRun: '2025-03-04T05:06:07Z',
  droppedRuns: 0,
};

function show(sent: object | null, status = 200) {
  new FakeHost({ 'GET /api/history/state': sent ? [status, sent] : [status] });
  render(
    <Staged scene={sceneOf([])}>
      <HistoryPage />
    </Staged>,
  );
}

const rows = () =>
  [...document.querySelectorAll('tbody tr')].map((row) => [...row.children].slice(0, 4).map(({ textContent }) => textContent));

describe('HistoryPage', () => {
  afterEach(() => {
    cleanup();
    vi.unstubAllGlobals();
  });

  it('tells how much room history takes and how far back each resolution goes', async () => {
    show(state);

    expect(await screen.findByText('100.0 MB of 1.0 GB (10 %)')).toBeTruthy();
    expect(screen.getByText('1,234')).toBeTruthy();
    expect(rows()).toEqual([
      ['10 s', '2 d', 'not counted yet', 'not counted yet'],
      ['10 m', '90 d', '12,960', '1.6 MB'],
    ]);
    expect(screen.queryByRole('alert')).toBeNull();
    expect(screen.queryByText('Changes of runs lost')).toBeNull();
  });

  it('says why history is paused, and what was lost', async () => {
    show({ ...state, pausedBecause: 'No space left on device.', droppedRuns: 3 });

    expect((await screen.findByRole('alert')).textContent).toContain('History is paused. No space left on device.');
    expect(screen.getByText('Changes of runs lost').nextSibling?.textContent).toBe('3');
  });

  it('takes nothing that was not counted or written for 0', async () => {
    show({ ...state, writtenUntil: null, bytes: null, runs: null, oldestRun: null, tiers: [] });

    expect(await screen.findByText('nothing written yet')).toBeTruthy();
    expect(screen.getAllByText('not counted yet')).toHaveLength(2);
  });

  it('says that the account may not see it', async () => {
    show({ detail: 'Only administrators may see this.' }, 403);

    expect(await screen.findByText('Only administrators may see this.')).toBeTruthy();
  });

  it('keeps the host’s words apart', async () => {
    show({ ...state, pausedBecause: hostile('disk full') });
    await screen.findByRole('alert');

    expect(inspect(document.body).leaking).toEqual([]);
  });
});
