import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PageActions } from '../../../src/app/scene';
import { ListPage } from '../../../src/pages/dashboards/list/ListPage';
import { FakeHost } from '../../fakeHost';
import { actionsOf, Staged, sceneOf } from '../../staged';
import { sentDashboard, sentWidget } from './dashboards';

const empty = { 'GET /api/dashboards': [200, { dashboards: [], home: null }] } as const;
const templates = ['on-call', 'last-night', 'one-daemon'].map((name) => ({
  name,
  document: { title: name, visibility: 'private', leastRole: 'viewer', range: null, widgets: [sentWidget('a')] },
}));
const offered = { 'GET /api/dashboards/templates': [200, { templates }] } as const;

function show(actions: PageActions = actionsOf()) {
  render(
    <Staged scene={sceneOf([], { actions })}>
      <ListPage />
    </Staged>,
  );
  return actions;
}

function choose(content: string, name = 'night.json') {
  const input = document.querySelector('input[type=file]') as HTMLInputElement;
  Object.defineProperty(input, 'files', { configurable: true, value: [new File([content], name)] });
  fireEvent.change(input);
}

describe('the list of dashboards', () => {
  beforeEach(() => {
    HTMLDialogElement.prototype.showModal ??= () => undefined;
  });

  afterEach(() => {
    cleanup();
    vi.unstubAllGlobals();
  });

  it('offers the templates itself while there is none, and makes one by one press', async () => {
    const host = new FakeHost({
      ...empty,
      ...offered,
      'POST /api/dashboards': [201, sentDashboard({ id: 'made', title: 'Last night' })],
    });
    const actions = show();

    fireEvent.click(await screen.findByText('Last night'));

    await waitFor(() => expect(actions.navigate).toHaveBeenCalledWith({ path: '/dashboards/made' }));
    expect(document.querySelectorAll('.template-card')).toHaveLength(3);
    const [what, body] = host.changes[0] ?? [];
    expect(what).toBe('POST /api/dashboards');
    expect(body).toMatchObject({ title: 'Last night', widgets: [{ id: 'a' }] });
  });

  it('says what the host refuses, and makes nothing', async () => {
    new FakeHost({ ...empty, ...offered, 'POST /api/dashboards': [409, { detail: 'You have 100 dashboards.' }] });
    const actions = show();

    fireEvent.click(await screen.findByText('Last night'));

    await screen.findByText('You have 100 dashboards.', { exact: false });
    expect(actions.navigate).not.toHaveBeenCalled();
  });

  it('offers neither arranging nor deleting of one that comes from a file', async () => {
    const file = sentDashboard({ id: 'file', title: 'Of a file', owner: null, access: 'view', provisioned: true, widgets: 3 });
    new FakeHost({ 'GET /api/dashboards': [200, { dashboards: [file], home: null }] });
    show();

    const row = (await screen.findByText('Of a file')).closest('tr');

    expect(
      [...(row?.querySelectorAll('.list-actions a, .list-actions button') ?? [])].map((one) => one.textContent?.trim()),
    ).toEqual(['Copy']);
  });

  it('imports a file, and lists what in it matches nothing here', async () => {
    const unmatched = [
      { widget: 'load', what: 'source', value: 'prod-*' },
      { widget: 'later', what: 'type', value: 'hologram' },
    ];
    const host = new FakeHost({
      ...empty,
      ...offered,
      'POST /api/dashboards/import': [201, { dashboard: sentDashboard({ title: 'Night' }), unmatched }],
    });
    show();

    await screen.findByText('Last night');
    choose('{"title":"Night","widgets":[]}');

    const dialog = (await screen.findByText('prod-*', { exact: false })).closest('dialog');
    expect(dialog?.textContent).toContain('hologram');
    expect(dialog?.textContent).toContain('load');
    expect(host.changes).toEqual([['POST /api/dashboards/import', { title: 'Night', widgets: [] }]]);
  });

  it.each([
    ['is no JSON', '{"title":', /night\.json/],
    ['is too large', ' '.repeat(256 * 1024 + 1), /night\.json/],
  ])('says so where a file %s, and sends nothing', async (_, content, text) => {
    const host = new FakeHost({ ...empty, ...offered });
    show();

    await screen.findByText('Last night');
    choose(content);

    await screen.findByText(text);
    expect(host.changes).toEqual([]);
  });

  it('names what is wrong with a file by its place', async () => {
    new FakeHost({
      ...empty,
      ...offered,
      'POST /api/dashboards/import': [400, { errors: { '/widgets/3/w': ['w is 13, and may be a whole number from 1 to 12.'] } }],
    });
    show();

    await screen.findByText('Last night');
    choose('{"title":"Night"}');

    expect((await screen.findByText('/widgets/3/w')).closest('li')?.textContent).toContain('w is 13');
  });
});
