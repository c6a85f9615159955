import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { codeOf, hasNone, toggled } from '../../../src/pages/tokens/screens/screen';
import { TokensPage } from '../../../src/pages/tokens/TokensPage';
import { FakeHost } from '../../fakeHost';
import { completeView } from '../../messages';
import { Staged, sceneOf } from '../../staged';

const hall = {
  id: 'd1',
  kind: 'display',
  name: 'hall',
  grants: [{ role: 'viewer', sources: ['north'] }],
  createdAt: '2026-01-01T12:00:00Z',
  createdBy: 'ada@example.com',
  expiresAt: null,
  lastUsedAt: '2026-01-02T11:00:00Z',
};
const listed = {
  'GET /api/tokens': [200, { tokens: [hall] }],
  'GET /api/dashboards': [200, { dashboards: [], home: null }],
} as const;
const confirmPath = 'POST /api/tokens/displays/confirm';
const linkPath = 'POST /api/tokens/displays';
const button = (name: string) => screen.getByRole('button', { name });

const show = () =>
  render(
    <Staged scene={sceneOf(['north', 'south'].map((name) => ({ ...completeView(), name })))}>
      <TokensPage />
    </Staged>,
  );

async function open() {
  show();
  fireEvent.click(button('Add a wall screen'));
  await screen.findByLabelText('Code on the screen');
}

const enter = (label: string, value: string) => fireEvent.input(screen.getByLabelText(label), { target: { value } });
const choose = (label: string, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } });

describe('codeOf', () => {
  it.each([
    ['123456', '123456'],
    [' 123 456', '123456'],
    ['123-456', '123456'],
    ['12345', null],
    ['1234567', null],
    ['12345a', null],
    ['', null],
  ])('of %j is %j', (entered, code) => {
    expect(codeOf(entered)).toBe(code);
  });
});

describe('the daemons of a screen', () => {
  it('are chosen and taken back one by one', () => {
    const some = toggled(toggled({ isForAll: false, sources: [] }, 'south'), 'north');

    expect(some.sources).toEqual(['north', 'south']);
    expect(toggled(some, 'north').sources).toEqual(['south']);
    expect(hasNone(toggled(toggled(some, 'north'), 'south'))).toBe(true);
  });
});

describe('a wall screen', () => {
  beforeEach(() => {
    HTMLDialogElement.prototype.showModal ??= () => undefined;
  });

  afterEach(() => {
    cleanup();
    vi.unstubAllGlobals();
  });

  it('is listed as one, with its last use, and revoked', async () => {
    const host = new FakeHost({ ...listed, 'DELETE /api/tokens/d1': [204] });
    show();

    const row = (await screen.findByText('hall')).closest('tr');
    expect(row?.textContent).toContain('Wall screen');
    expect(row?.querySelectorAll('time')).toHaveLength(2);
    fireEvent.click(document.querySelector('.list-actions button') as HTMLButtonElement);
    await screen.findByText('The screen shows a code again. Revoke it?');
    fireEvent.click(screen.getByText('Yes, revoke'));

    await waitFor(() => expect(host.changes).toEqual([['DELETE /api/tokens/d1']]));
  });

  it('is let in by the code that it shows, for some daemons', async () => {
    const host = new FakeHost({ ...listed, [confirmPath]: [200, { id: 'd2' }] });
    await open();

    enter('Code on the screen', '123 456');
    enter('Name', 'hall');
    choose('Daemons', 'some');
    fireEvent.click(button('Let the screen in'));
    await screen.findByText('Choose at least one daemon.');
    fireEvent.click(screen.getByRole('checkbox', { name: 'north' }));
    choose('Expires', 'never');
    fireEvent.click(button('Let the screen in'));

    await waitFor(() => expect(screen.queryByLabelText('Code on the screen')).toBeNull());
    expect(host.changes).toEqual([[confirmPath, { code: '123456', name: 'hall', sources: ['north'], expiresAt: null }]]);
  });

  it('is bound to dashboards that are shared', async () => {
    const offered = [
      { id: 'd-one', title: 'One', visibility: 'read' },
      { id: 'd-own', title: 'My own', visibility: 'private' },
      { id: 'd-file', title: 'Of a file', visibility: 'private', provisioned: true },
    ];
    const host = new FakeHost({
      ...listed,
      'GET /api/dashboards': [200, { dashboards: offered, home: null }],
      [confirmPath]: [200, { id: 'd2' }],
    });
    await open();

    enter('Code on the screen', '123456');
    enter('Name', 'hall');
    choose('Expires', 'never');
    fireEvent.click(await screen.findByRole('checkbox', { name: 'One' }));
    expect(screen.queryByRole('checkbox', { name: 'My own' })).toBeNull();
    fireEvent.click(screen.getByRole('checkbox', { name: 'Of a file' }));
    enter('Seconds each, 5 to 3,600', '4');
    fireEvent.click(button('Let the screen in'));
    await screen.findByText('Enter a whole number from 5 to 3,600.');
    expect(host.changes).toEqual([]);
    enter('Seconds each, 5 to 3,600', '60');
    fireEvent.click(button('Let the screen in'));

    const dashboards = ['d-one', 'd-file'].map((id) => ({ id, seconds: 60 }));
    await waitFor(() =>
      expect(host.changes).toEqual([[confirmPath, { code: '123456', name: 'hall', sources: [], expiresAt: null, dashboards }]]),
    );
  });

  it('needs six digits and a name before the host is asked', async () => {
    const host = new FakeHost(listed);
    await open();

    enter('Code on the screen', '12345');
    fireEvent.click(button('Let the screen in'));

    await screen.findByText('Enter the 6 digits that the screen shows.');
    await screen.findByText('Enter a name.');
    expect(host.changes).toEqual([]);
  });

  it('says beside the code that no screen shows it', async () => {
    new FakeHost({ ...listed, [confirmPath]: [404, { detail: 'No screen shows this code (any more).' }] });
    await open();

    enter('Code on the screen', '123456');
    enter('Name', 'hall');
    fireEvent.click(button('Let the screen in'));

    await screen.findByText('No screen shows this code any more. Codes last 10 minutes.');
    expect(screen.getByLabelText('Code on the screen').getAttribute('aria-invalid')).toBe('true');
  });

  it('is let in by a link, which is shown once', async () => {
    const link = 'https://m.example/display#fxm_secret';
    const host = new FakeHost({ ...listed, [linkPath]: [200, { id: 'd2', link }] });
    await open();

    fireEvent.click(button('By a link'));
    expect(screen.queryByLabelText('Code on the screen')).toBeNull();
    enter('Name', 'hall');
    choose('Expires', 'never');
    fireEvent.click(button('Make the link'));

    await screen.findByText(link);
    expect(host.changes).toEqual([[linkPath, { name: 'hall', sources: [], expiresAt: null }]]);
    fireEvent.click(button('Done'));
    expect(screen.queryByText(link)).toBeNull();
  });

  it.each([
    ['name', 'Too long.'],
    ['sources', 'No such name.'],
    ['expiresAt', 'It must be in the future.'],
  ])('says what the host finds wrong with %s', async (field, told) => {
    new FakeHost({ ...listed, [linkPath]: [400, { errors: { [field]: [told] } }] });
    await open();

    fireEvent.click(button('By a link'));
    enter('Name', 'hall');
    fireEvent.click(button('Make the link'));

    await screen.findByText(told);
  });
});
