import { cleanup, fireEvent, screen, waitFor } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { PastPage } from '../../../src/pages/alerts/past/PastPage';
import { minuteMs, nowMs } from '../../messages';
import { button, noButton, sentProblem, show } from './alerts';

/** A host that answers by a function of the path; every question is kept. */
function stubHost(answer: (path: string) => readonly [number, unknown]) {
  const asked: string[] = [];
  vi.stubGlobal('fetch', async (input: string) => {
    asked.push(input);
    const [status, body] = answer(input);
    return new Response(JSON.stringify(body), { status });
  });
  return asked;
}

const over = sentProblem({ resolvedAt: new Date(nowMs).toISOString() });

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

describe('past problems', () => {
  it('are those of the last week, and more when asked for', async () => {
    const asked = stubHost((path) =>
      path.includes('after=')
        ? [200, { problems: [{ ...over, id: 'older' }], next: null }]
        : [200, { problems: [over], next: '17.problem-1' }],
    );
    show(PastPage, [], { path: '/alerts/past' });

    await screen.findByText('Orders to warehouse');
    fireEvent.click(button('Load more'));
    await waitFor(() => expect(document.querySelectorAll('.alert-item')).toHaveLength(2));

    const [first, second] = asked.map((path) => new URL(path, 'http://m').searchParams);
    expect(first?.get('state')).toBe('all');
    expect(Date.parse(first?.get('to') ?? '') - Date.parse(first?.get('from') ?? '')).toBe(7 * 24 * 60 * minuteMs);
    expect(second?.get('after')).toBe('17.problem-1');
    expect(second?.get('from')).toBe(first?.get('from'));
    expect(noButton('Load more')).toBeNull();
  });

  it('are narrowed by what the address says', async () => {
    const asked = stubHost(() => [200, { problems: [], next: null }]);
    const range = { kind: 'fixed', fromMs: nowMs - minuteMs, toMs: nowMs } as const;
    const { actions } = show(PastPage, [], { path: '/alerts/past', source: 'default', query: 'kind=slow', range });

    await screen.findByText('No problem was open in this time.');
    expect(asked[0]).toContain('source=default');
    expect(asked[0]).toContain('kind=slow');
    fireEvent.change(screen.getByLabelText('Kind'), { target: { value: 'failing' } });
    expect(actions.navigate).toHaveBeenCalledWith({ query: 'kind=failing' });
  });

  it('each show what happened and who was told', async () => {
    const life = {
      ...over,
      changes: [{ at: over.since, what: 'opened', by: null, severity: 'critical', count: 1, text: null }],
      notifications: [],
    };
    stubHost((path) => (path.startsWith('/api/problems?') ? [200, { problems: [over], next: null }] : [200, life]));
    show(PastPage, [], { path: '/alerts/past' });

    await screen.findByText('Orders to warehouse');
    fireEvent.click(button('Details: Orders to warehouse failed'));

    await screen.findByText('Opened');
    screen.getByText('Nobody was told of it.');
    expect(button('Details: Orders to warehouse failed').getAttribute('aria-expanded')).toBe('true');
  });

  it('say why they are not there', async () => {
    stubHost(() => [500, {}]);
    show(PastPage, [], { path: '/alerts/past' });

    await screen.findByText('The host answered with an error (500)', { exact: false });
  });
});
