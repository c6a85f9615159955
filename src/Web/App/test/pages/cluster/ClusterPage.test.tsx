import { cleanup, render, screen, within } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ClusterPage } from '../../../src/pages/cluster/ClusterPage';
import { FakeHost } from '../../fakeHost';
import { status, viewOf } from '../../messages';
import { Staged, sceneOf } from '../../staged';

const first = {
  id: 'first/10/aa',
  name: 'first',
  roles: ['hub', 'collector', 'evaluator'],
  version: '1.2.0',
  startedAt: '2026-01-02T11:00:00Z',
  silentSeconds: 0,
  clockOffsetMs: 12,
  lagChanges: 0,
};
const second = { ...first, id: 'second/11/bb', name: 'second', roles: ['hub'], clockOffsetMs: null, lagChanges: 3 };
const leases = [
  { kind: 'evaluator', source: null, holder: first.id, epoch: 1767351600000, leftSeconds: 4.2 },
  { kind: 'collector', source: 'north', holder: null, epoch: 0, leftSeconds: 0 },
];
const whole = { shared: true, node: second.id, redisAway: false, findings: [], nodes: [first, second], leases };

function show(answer: object) {
  new FakeHost({ 'GET /api/cluster': [200, answer] });
  render(
    <Staged scene={sceneOf([viewOf(status())])}>
      <ClusterPage />
    </Staged>,
  );
}

const rowOf = async (text: string) => within((await screen.findByText(text)).closest('tr') as HTMLElement);

describe('ClusterPage', () => {
  afterEach(() => {
    cleanup();
    vi.unstubAllGlobals();
  });

  it('shows each process and who does what', async () => {
    show(whole);

    expect((await rowOf('second')).getByText('answered this page')).toBeTruthy();
    expect((await rowOf('second')).getByText('3 changes')).toBeTruthy();
    expect((await rowOf('Evaluates')).getByText('first')).toBeTruthy();
    expect((await rowOf('Evaluates')).getByText('4.2 s unless renewed')).toBeTruthy();
    expect(screen.getByText('nobody')).toBeTruthy();
  });

  it('shows a line for each thing that does not fit together, also of a kind that it does not know', async () => {
    const findings = [
      { code: 'clock', text: 'not shown', values: { ahead: 'first', behind: 'second', seconds: '3.2' } },
      { code: 'of-a-newer-release', text: 'Something new is wrong', values: {} },
    ];
    show({ ...whole, findings });

    const lines = (await screen.findAllByRole('listitem')).map((line) =>
      line.textContent?.replace(/[\u2066-\u2069]/g, '').trim(),
    );
    expect(lines).toEqual([
      'The clock of first is 3.2 s ahead of that of second. Set both by the same time server.',
      'Something new is wrong',
    ]);
  });

  it('says of a process that is silent for how long', async () => {
    show({ ...whole, nodes: [first, { ...second, silentSeconds: 8 }] });

    expect((await rowOf('second')).getByText('silent for 8 s')).toBeTruthy();
  });

  it('says where one process does everything', async () => {
    show({ ...whole, shared: false, node: first.id, nodes: [first], leases: [] });

    expect(await screen.findByText('One process does everything')).toBeTruthy();
    expect(screen.queryByText('Who does what')).toBeNull();
  });
});
