import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { homeRoute, type Route } from '../../../src/app/route';
import { SavedViews } from '../../../src/app/views/SavedViews';
import { FakeHost } from '../../fakeHost';
import { status, viewOf } from '../../messages';
import { Staged, sceneOf } from '../../staged';

const failed = { id: 'v1', name: 'Failed today', address: '/?range=24h&runs=failed' };
const rules = { id: 'v2', name: 'Rules', address: '/alerts/rules' };
const some = [200, { views: [failed, rules] }] as const;

function show(route: Partial<Route> = {}) {
  const scene = sceneOf([viewOf(status())], { route: { ...homeRoute, ...route } });
  const onClose = vi.fn();
  render(
    <Staged scene={scene}>
      <SavedViews onClose={onClose} />
    </Staged>,
  );
  return { actions: scene.actions, onClose };
}

const button = (name: string | RegExp) => screen.findByRole('button', { name });

describe('SavedViews', () => {
  beforeEach(() => {
    HTMLDialogElement.prototype.showModal ??= () => undefined;
  });

  afterEach(() => {
    cleanup();
    vi.unstubAllGlobals();
  });

  it('lists the views and opens one', async () => {
    new FakeHost({ 'GET /api/account/views': some });
    const { actions, onClose } = show({ path: '/alerts/rules', dialog: { kind: 'new', id: null } });

    const link = await screen.findByRole('link', { name: 'Failed today' });
    expect(link.getAttribute('href')).toBe('/?runs=failed&range=24h');
    expect(screen.getByRole('link', { name: 'Rules' }).getAttribute('aria-current')).toBe('page');
    fireEvent.click(link);

    expect(onClose).toHaveBeenCalledOnce();
    expect(actions.navigate).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ path: '/', query: 'runs=failed', range: { kind: 'live', span: '24h' } }),
    );
  });

  it('saves what is shown, without the dialog over it', async () => {
    const host = new FakeHost({
      'GET /api/account/views': [200, { views: [] }],
      'POST /api/account/views': [200, { id: 'v3', name: 'Late', address: '/?runs=late' }],
    });
    const { actions } = show({ query: 'runs=late', dialog: { kind: 'new', id: null } });
    await screen.findByText('You have saved no view yet.');

    fireEvent.input(screen.getByLabelText('Name'), { target: { value: ' Late ' } });
    fireEvent.click(await button('Save this view'));

    await waitFor(() => expect(actions.say).toHaveBeenCalledWith('The view “Late” is saved.'));
    expect(host.changes).toEqual([['POST /api/account/views', { name: 'Late', address: '/?runs=late' }]]);
  });

  it('says at the name what the host finds wrong with it', async () => {
    new FakeHost({
      'GET /api/account/views': some,
      'POST /api/account/views': [400, { errors: { Name: ["There is a view called 'Rules' already."] } }],
    });
    show();

    fireEvent.input(await screen.findByLabelText('Name'), { target: { value: 'Rules' } });
    fireEvent.click(await button('Save this view'));

    await screen.findByText(/There is a view called/);
    expect(screen.getByLabelText('Name').getAttribute('aria-invalid')).toBe('true');
  });

  it('renames one, and deletes one after asking', async () => {
    const host = new FakeHost({
      'GET /api/account/views': some,
      'PUT /api/account/views/v2': [200, { ...rules, name: 'My rules' }],
      'DELETE /api/account/views/v1': [204],
    });
    const { actions } = show();

    fireEvent.click(await button(/^Rename: .*Rules/));
    fireEvent.input(screen.getByLabelText('New name'), { target: { value: 'My rules' } });
    fireEvent.click(screen.getByRole('button', { name: 'Rename' }));
    await waitFor(() => expect(actions.say).toHaveBeenCalledWith('The view is called “My rules” now.'));
    fireEvent.click(await button(/^Delete: .*Failed today/));
    fireEvent.click(await button('Yes, delete'));
    await waitFor(() => expect(actions.say).toHaveBeenCalledWith('The view “Failed today” is deleted.'));

    expect(host.changes).toEqual([
      ['PUT /api/account/views/v2', { name: 'My rules', address: '/alerts/rules' }],
      ['DELETE /api/account/views/v1'],
    ]);
  });

  it('leaves a name as it is with Escape', async () => {
    const host = new FakeHost({ 'GET /api/account/views': some });
    const { onClose } = show();

    fireEvent.click(await button(/^Rename: .*Rules/));
    fireEvent.keyDown(screen.getByLabelText('New name'), { key: 'Escape' });

    await screen.findByRole('link', { name: 'Rules' });
    expect(onClose).not.toHaveBeenCalled();
    expect(host.changes).toEqual([]);
  });
});
