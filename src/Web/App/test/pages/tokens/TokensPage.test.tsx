import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { TokensPage } from '../../../src/pages/tokens/TokensPage';
import { FakeHost } from '../../fakeHost';
import { Staged, sceneOf } from '../../staged';

const prometheus = {
  id: 't1',
  kind: 'service',
  name: 'prometheus',
  grants: [{ role: 'viewer', sources: [] }],
  createdAt: '2026-01-01T12:00:00Z',
  createdBy: 'ada@example.com',
  expiresAt: '2026-01-02T11:00:00Z',
  lastUsedAt: null,
};
const listed = { 'GET /api/tokens': [200, { tokens: [prometheus] }] } as const;
const button = (name: string) => screen.getByRole('button', { name });

const show = () =>
  render(
    <Staged scene={sceneOf([])}>
      <TokensPage />
    </Staged>,
  );

describe('TokensPage', () => {
  beforeEach(() => {
    HTMLDialogElement.prototype.showModal ??= () => undefined;
  });

  afterEach(() => {
    cleanup();
    vi.unstubAllGlobals();
  });

  it('lists tokens with their last use and end', async () => {
    new FakeHost(listed);
    show();

    await screen.findByText('prometheus');
    const row = document.querySelector('tbody tr')?.textContent;
    expect(row).toContain('ada@example.com');
    expect(row).toContain('never');
    expect(row).toContain('Expired');
    expect(row).toContain('Service');
  });

  it('says what tokens are for where there are none', async () => {
    new FakeHost({ 'GET /api/tokens': [200, { tokens: [] }] });
    show();

    await screen.findByText('There are no tokens');
  });

  it('makes one, and shows it until its dialog is closed', async () => {
    const host = new FakeHost({ ...listed, 'POST /api/tokens': [200, { id: 't2', token: 'fxm_secret' }] });
    show();
    fireEvent.click(button('Create a token'));
    fireEvent.click(button('Create'));
    await screen.findByText('Enter a name.');

    fireEvent.input(screen.getByLabelText('Name'), { target: { value: 'grafana' } });
    fireEvent.change(screen.getByLabelText('Expires'), { target: { value: 'never' } });
    fireEvent.click(button('Create'));

    await screen.findByText('fxm_secret');
    expect(host.changes).toEqual([
      ['POST /api/tokens', { name: 'grafana', grants: [{ role: 'viewer', sources: [] }], expiresAt: null }],
    ]);
    fireEvent.click(button('Done'));
    expect(screen.queryByText('fxm_secret')).toBeNull();
  });

  it('asks before it revokes one', async () => {
    const host = new FakeHost({ ...listed, 'DELETE /api/tokens/t1': [204] });
    show();

    fireEvent.click(await screen.findByRole('button', { name: /Revoke .?prometheus/ }));
    expect(host.changes).toEqual([]);
    fireEvent.click(button('Yes, revoke'));

    await waitFor(() => expect(host.changes).toEqual([['DELETE /api/tokens/t1']]));
  });
});
