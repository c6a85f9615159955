import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PageActions } from '../../../src/app/scene';
import { PeoplePage } from '../../../src/pages/people/PeoplePage';
import { FakeHost } from '../../fakeHost';
import { status, viewOf } from '../../messages';
import { Staged, sceneOf } from '../../staged';

const ada = {
  id: 'p1',
  email: 'a@example.com',
  grants: [{ role: 'admin', sources: [] }],
  invited: false,
  disabledAt: null,
  createdAt: null,
  lastSignInAt: '2026-01-02T11:00:00Z',
  lastSignInBy: 'password',
};
const grace = {
  ...ada,
  id: 'p2',
  email: 'grace@example.com',
  grants: [{ role: 'viewer', sources: ['north'] }],
  lastSignInAt: null,
  lastSignInBy: null,
};
const invitation = {
  id: 'p3',
  link: 'https://m.example/invitation#abc',
  expiresAt: '2026-01-09T12:00:00Z',
  mailed: false,
  mailProblem: null,
};
const people = [200, { people: [ada, grace], canMail: false }] as const;
const list = { 'GET /api/people': people, 'GET /api/sessions?person=p2': [200, { sessions: [] }] } as const;
const lastAdministrator = 'This is the last person who can administer. Make somebody else an administrator first.';

function show(): PageActions {
  const scene = sceneOf(['north', 'south'].map((name) => ({ ...viewOf(status()), name })));
  render(
    <Staged scene={scene}>
      <PeoplePage />
    </Staged>,
  );
  return scene.actions;
}

const button = (name: string) => screen.getByRole('button', { name });
const manage = async (email: string) => {
  fireEvent.click(await screen.findByRole('button', { name: `Manage ${email}` }));
  return within(screen.getByRole('dialog'));
};

describe('PeoplePage', () => {
  beforeEach(() => {
    HTMLDialogElement.prototype.showModal ??= () => undefined;
  });

  afterEach(() => {
    cleanup();
    vi.unstubAllGlobals();
  });

  it('lists who may sign in, what they may do, and how they last signed in', async () => {
    new FakeHost(list);
    show();

    await screen.findByText('grace@example.com');
    const rows = [...document.querySelectorAll('tbody tr')].map((row) => row.textContent);
    expect(rows[0]).toContain('This is you');
    expect(rows[0]).toContain('by password');
    expect(rows[1]).toContain('Viewer');
    expect(rows[1]).toContain('north');
    expect(rows[1]).toContain('never');
  });

  it('shows that it is loading, and then why it cannot', async () => {
    new FakeHost({ 'GET /api/people': [500, {}] });
    show();
    expect(document.querySelector('main')?.getAttribute('aria-busy')).toBe('true');

    await screen.findByText('The host answered with an error (500).');
    expect(document.querySelector('table')).toBeNull();
  });

  it('says the host’s own reason where it refuses', async () => {
    new FakeHost({ 'GET /api/people': [403, { code: 'role-missing', detail: 'This needs the role admin.' }] });
    show();

    await screen.findByText('This needs the role admin.');
  });

  it('invites for some daemons, shows the link, and renews the list', async () => {
    const host = new FakeHost({
      ...list,
      'POST /api/people': [200, invitation],
    });
    show();
    await screen.findByText('grace@example.com');
    fireEvent.click(button('Invite somebody'));

    fireEvent.input(screen.getByLabelText('E-mail address'), { target: { value: 'mary@example.com' } });
    fireEvent.change(screen.getByLabelText('Role'), { target: { value: 'operator' } });
    fireEvent.change(screen.getByLabelText('Daemons that it is for'), { target: { value: 'some' } });
    fireEvent.click(button('Make the invitation'));
    await screen.findByText('Choose at least one daemon.');
    expect(host.changes).toEqual([]);
    fireEvent.click(screen.getByLabelText('south'));
    fireEvent.click(button('Make the invitation'));

    await screen.findByText('https://m.example/invitation#abc');
    expect(host.changes).toEqual([
      ['POST /api/people', { email: 'mary@example.com', grants: [{ role: 'operator', sources: ['south'] }] }],
    ]);
    await waitFor(() => expect(host.asked.filter(({ what }) => what === 'GET /api/people')).toHaveLength(2));
  });

  it.each([
    [{ mailed: true }, 'It was sent to'],
    [{ mailed: false, mailProblem: 'The mail server refused it.' }, 'The mail was not sent; hand the link over yourself.'],
  ])('sends an invitation by mail where the host can, and says how that went: %j', async (answer, told) => {
    const host = new FakeHost({
      ...list,
      'GET /api/people': [200, { people: [ada], canMail: true }],
      'POST /api/people?byMail=true&language=en': [200, { ...invitation, ...answer }],
    });
    show();
    await screen.findByText('a@example.com');
    fireEvent.click(button('Invite somebody'));
    fireEvent.input(screen.getByLabelText('E-mail address'), { target: { value: 'mary@example.com' } });
    fireEvent.click(button('Make the invitation'));

    await screen.findByText(told, { exact: false });
    await screen.findByText(invitation.link);
    expect(host.changes).toHaveLength(1);
  });

  it('makes a link without a mail where that is not wanted', async () => {
    const host = new FakeHost({
      ...list,
      'GET /api/people': [200, { people: [ada, grace], canMail: true }],
      'POST /api/people/p2/link': [200, { ...invitation, id: 'p2' }],
    });
    show();
    const dialog = await manage('grace@example.com');
    fireEvent.click(dialog.getByLabelText('Send the link by mail'));
    fireEvent.click(dialog.getByRole('button', { name: 'Make a link to reset it' }));
    fireEvent.click(dialog.getByRole('button', { name: 'Yes, make it' }));

    await dialog.findByText(invitation.link);
    expect(host.changes).toEqual([['POST /api/people/p2/link']]);
  });

  it('says beside the field that an address is taken', async () => {
    new FakeHost({ ...list, 'POST /api/people': [400, { errors: { email: ['It is taken.'] } }] });
    show();
    fireEvent.click(button('Invite somebody'));
    fireEvent.input(screen.getByLabelText('E-mail address'), { target: { value: 'grace@example.com' } });

    fireEvent.click(button('Make the invitation'));

    await screen.findByText('It is taken.');
    expect(screen.getByLabelText('E-mail address').getAttribute('aria-invalid')).toBe('true');
  });

  it('changes roles, and says the host’s own sentence where it refuses', async () => {
    const host = new FakeHost({
      ...list,
      'PUT /api/people/p2': [409, { code: 'last-administrator', detail: lastAdministrator }],
    });
    show();
    const dialog = await manage('grace@example.com');

    fireEvent.change(dialog.getByLabelText('Role'), { target: { value: 'admin' } });
    expect(dialog.getByLabelText<HTMLSelectElement>('Daemons that it is for').disabled).toBe(true);
    fireEvent.click(dialog.getByRole('button', { name: 'Save roles' }));

    await dialog.findByText(lastAdministrator);
    expect(host.changes).toEqual([['PUT /api/people/p2', { grants: [{ role: 'admin', sources: [] }] }]]);
  });

  it.each([
    ['Disable', 'Yes, disable', 'POST /api/people/p2/disable', 'grace@example.com was disabled'],
    ['Remove', 'Yes, remove', 'DELETE /api/people/p2', 'grace@example.com was removed'],
  ])('asks before it does %j', async (name, yes, what, told) => {
    const host = new FakeHost({ ...list, [what]: [204] });
    const actions = show();
    const dialog = await manage('grace@example.com');

    fireEvent.click(dialog.getByRole('button', { name }));
    expect(host.changes).toEqual([]);
    fireEvent.click(dialog.getByRole('button', { name: yes }));

    await waitFor(() => expect(host.changes).toEqual([[what]]));
    await waitFor(() => expect(actions.say).toHaveBeenCalledWith(expect.stringContaining(told.split('example.com ')[1] ?? '')));
  });

  it('makes a link for a new password, after asking', async () => {
    const host = new FakeHost({
      ...list,
      'POST /api/people/p2/link': [200, { ...invitation, id: 'p2', link: 'https://m.example/reset#abc' }],
    });
    show();
    const dialog = await manage('grace@example.com');

    fireEvent.click(dialog.getByRole('button', { name: 'Make a link to reset it' }));
    expect(host.changes).toEqual([]);
    fireEvent.click(dialog.getByRole('button', { name: 'Yes, make it' }));

    await dialog.findByText('https://m.example/reset#abc');
  });

  it('lists where somebody is signed in, and ends all of it', async () => {
    const session = {
      id: 's1',
      current: false,
      browser: true,
      device: 'curl/8',
      address: '10.0.0.9',
      startedAt: '2026-01-02T11:00:00Z',
      lastUsedAt: null,
      expiresAt: '2026-01-16T11:00:00Z',
    };
    const host = new FakeHost({
      ...list,
      'GET /api/sessions?person=p2': [200, { sessions: [session] }],
      'DELETE /api/people/p2/sessions': [204],
    });
    show();
    const dialog = await manage('grace@example.com');

    fireEvent.click(await dialog.findByRole('button', { name: 'End all sessions' }));
    fireEvent.click(dialog.getByRole('button', { name: 'Yes, end' }));

    await waitFor(() => expect(host.changes).toEqual([['DELETE /api/people/p2/sessions']]));
  });
});
