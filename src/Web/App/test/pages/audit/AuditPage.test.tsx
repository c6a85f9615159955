import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { homeRoute } from '../../../src/app/route';
import { AuditPage } from '../../../src/pages/audit/AuditPage';
import { setLanguage } from '../../../src/text/text';
import { FakeHost } from '../../fakeHost';
import { hostile, inspect } from '../../foreign';
import { speak } from '../../speak';
import { actionsOf, Staged, sceneOf } from '../../staged';

const entryOf = (number: number, change: object = {}) => ({
  number,
  at: '2026-01-01T12:00:00Z',
  what: 'change-grants',
  outcome: 'done',
  who: 'ada@example.com',
  whoId: 'id-of-ada',
  subject: 'grace@example.com',
  subjectId: 'id-of-grace',
  before: [{ role: 'viewer', sources: [] }],
  after: [{ role: 'admin', sources: [] }],
  address: '192.0.2.7',
  id: 'cd',
  hash: 'ab',
  ...change,
});

const page = (next: number | null, ...entries: readonly object[]) => [200, { entries, next }] as const;
const button = (name: string) => screen.getByRole('button', { name });
const rows = () => [...document.querySelectorAll('tbody tr')].map((row) => row.textContent);

function show(query = '') {
  const actions = actionsOf();
  const route = { ...homeRoute, path: '/audit', query };
  render(
    <Staged scene={sceneOf([], { route, actions })}>
      <AuditPage />
    </Staged>,
  );
  return actions;
}

describe('AuditPage', () => {
  afterEach(() => {
    cleanup();
    vi.unstubAllGlobals();
    setLanguage('en');
  });

  it('tells who did what to whom, from where, and what changed', async () => {
    new FakeHost({ 'GET /api/audit': page(null, entryOf(1)) });
    show();

    await screen.findByText('Change of rights', { selector: 'span' });
    const [row] = rows();
    for (const part of [
      'ada@example.com',
      'id-of-ada',
      '192.0.2.7',
      'Done',
      'grace@example.com',
      'id-of-grace',
      '"viewer"',
      '"admin"',
    ]) {
      expect(row).toContain(part);
    }
    expect(screen.queryByRole('button', { name: 'Load more' })).toBeNull();
  });

  it('names a refused request by its path, and somebody unknown as such', async () => {
    new FakeHost({
      'GET /api/audit': page(
        null,
        entryOf(1, {
          what: 'GET /api/people',
          outcome: 'refused',
          who: null,
          whoId: null,
          subject: null,
          subjectId: null,
          before: null,
          after: null,
          address: null,
        }),
      ),
    });
    show();

    await screen.findByText('GET /api/people');
    expect(rows()[0]).toContain('unknown');
    expect(rows()[0]).toContain('Refused');
  });

  it('tells what the monitor did by itself from what a token of that name did', async () => {
    new FakeHost({ 'GET /api/audit': page(null, entryOf(2, { who: 'monitor', whoId: null }), entryOf(1, { who: 'monitor' })) });
    show();

    await waitFor(() => expect(rows()).toHaveLength(2));
    expect(rows()[0]).toContain('the monitor itself');
    expect(rows()[1]).not.toContain('the monitor itself');
  });

  it('reads on towards older entries', async () => {
    new FakeHost({ 'GET /api/audit': page(2, entryOf(3), entryOf(2)), 'GET /api/audit?after=2': page(null, entryOf(1)) });
    show();
    await waitFor(() => expect(rows()).toHaveLength(2));

    fireEvent.click(button('Load more'));

    await waitFor(() => expect(rows()).toHaveLength(3));
    expect(screen.queryByRole('button', { name: 'Load more' })).toBeNull();
  });

  it('asks for what its address says, and shows that in the filter', async () => {
    const host = new FakeHost({
      'GET /api/audit?who=ada&what=sign-in&outcome=refused': page(null),
    });
    show('who=ada&what=sign-in&outcome=refused&to=never');

    await screen.findByText('Nothing that is kept matches these filters.');
    expect(host.asked).toHaveLength(1);
    expect(screen.getByLabelText<HTMLInputElement>('Who').value).toBe('ada');
    expect(screen.getByLabelText<HTMLSelectElement>('Action').value).toBe('sign-in');
    expect(screen.getByLabelText<HTMLSelectElement>('Outcome').value).toBe('refused');
  });

  it('puts the filter into its address, and takes it out again', async () => {
    new FakeHost({ 'GET /api/audit?who=ada': page(null) });
    const actions = show('who=ada');
    await screen.findByText('No entries');

    fireEvent.input(screen.getByLabelText('Who'), { target: { value: ' grace ' } });
    fireEvent.input(screen.getByLabelText('First day'), { target: { value: '2026-01-02' } });
    fireEvent.click(button('Show'));
    expect(actions.navigate).toHaveBeenLastCalledWith({ path: '/audit', query: 'who=grace&from=2026-01-02' });

    fireEvent.click(button('Clear filters'));
    expect(actions.navigate).toHaveBeenLastCalledWith({ path: '/audit', query: '' });
  });

  it('says why there is nothing, and keeps what it has when it cannot be read again', async () => {
    let isUp = false;
    new FakeHost({ 'GET /api/audit': () => (isUp ? page(null, entryOf(1)) : [503, { detail: 'The store is away.' }]) });
    show();
    await screen.findByText('The store is away.');

    isUp = true;
    fireEvent.click(button('Refresh'));
    await waitFor(() => expect(rows()).toHaveLength(1));
    isUp = false;
    await waitFor(() => expect(button('Refresh').hasAttribute('disabled')).toBe(false));
    fireEvent.click(button('Refresh'));

    await screen.findByText('The store is away.', { exact: false });
    expect(rows()).toHaveLength(1);
  });

  it('isolates foreign text', async () => {
    const what = hostile('what');
    new FakeHost({
      'GET /api/audit': page(
        null,
        entryOf(1, {
          what,
          who: hostile('who'),
          whoId: hostile('whoId'),
          subject: hostile('subject'),
          subjectId: hostile('subjectId'),
          after: hostile('after'),
        }),
      ),
    });
    show();

    await waitFor(() => expect(rows()).toHaveLength(1));
    const { foreign, leaking } = inspect(document.body);
    expect(foreign).toBeGreaterThanOrEqual(6);
    expect(leaking).toEqual([]);
  });

  it('isolates an action that only its address names', async () => {
    const what = hostile('what');
    new FakeHost({ [`GET /api/audit?${new URLSearchParams({ what })}`]: page(null) });
    show(new URLSearchParams({ what }).toString());

    await screen.findByText('No entries');
    expect(inspect(document.body)).toEqual({ foreign: 1, leaking: [] });
  });

  it('speaks Portuguese', async () => {
    await speak('pt');
    new FakeHost({ 'GET /api/audit': page(null, entryOf(1)) });
    show();

    await screen.findByText('Mudança de direitos', { selector: 'span' });
    expect(screen.getByText('Trilha de auditoria')).toBeDefined();
  });
});
