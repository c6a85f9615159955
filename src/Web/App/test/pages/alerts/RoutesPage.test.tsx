import { cleanup, fireEvent, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { RoutesPage } from '../../../src/pages/alerts/routes/RoutesPage';
import { FakeHost } from '../../fakeHost';
import { hostile, inspect } from '../../foreign';
import { button, noButton, sentMatch, show } from './alerts';

const path = '/api/alerts/routes';
const channel = { id: 'c1', name: 'On call', kind: 'webhook', settings: {}, secrets: [], broken: null };
const chat = { ...channel, id: 'c2', name: 'Chat', broken: { since: '2026-01-02T11:00:00Z', reason: '404' } };
const channels = { 'GET /api/alerts/channels': [200, { channels: [channel, chat], kinds: ['webhook'] }] } as const;
const route = {
  id: 'r1',
  name: 'Everybody',
  channels: ['c1', 'c2', 'gone'],
  match: { ...sentMatch, severities: ['critical'] },
  reminderHours: 4,
  escalateTo: 'r2',
  escalateAfterMinutes: 15,
  weekly: null,
  zone: null,
};
const night = {
  ...route,
  id: 'r2',
  name: 'Night',
  channels: ['c1'],
  match: sentMatch,
  reminderHours: 0,
  escalateTo: null,
  escalateAfterMinutes: null,
  weekly: [{ days: ['sat', 'sun'], from: '00:00', to: '00:00' }],
  zone: 'Europe/Lisbon',
};
const listed = { ...channels, [`GET ${path}`]: [200, { routes: [route, night] }] } as const;
const enter = (label: string, value: string) => fireEvent.input(screen.getByLabelText(label), { target: { value } });
const submit = () => fireEvent.submit(document.querySelector('dialog form') as HTMLFormElement);

async function open() {
  const shown = show(RoutesPage, []);
  await screen.findByText('Everybody');
  return shown;
}

beforeEach(() => {
  HTMLDialogElement.prototype.showModal ??= () => undefined;
});

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

describe('routes', () => {
  it('are listed with what they tell whom, and when', async () => {
    new FakeHost(listed);
    await open();

    const [first, second] = [...document.querySelectorAll('tbody tr')].map(({ textContent }) => textContent);
    for (const part of [
      'Severity: Critical',
      'On call',
      'Chat',
      'Broken',
      'deleted channel',
      'Always',
      'reminder every 4 h',
      'then Night after 15 min',
    ]) {
      expect(first).toContain(part);
    }
    for (const part of ['Everything', 'Sat, Sun 00:00–00:00', 'Europe/Lisbon', 'no reminders']) {
      expect(second).toContain(part);
    }
  });

  it('are made', async () => {
    const host = new FakeHost({ ...listed, [`POST ${path}`]: [200, route] });
    const { actions } = await open();

    fireEvent.click(button('Add a route'));
    enter('Name', 'Critical ones');
    fireEvent.click(screen.getByRole('checkbox', { name: 'Chat' }));
    fireEvent.click(screen.getByRole('checkbox', { name: 'Critical' }));
    fireEvent.click(screen.getByRole('checkbox', { name: 'default' }));
    enter('Reminder every (h)', '2');
    fireEvent.change(screen.getByLabelText('If nobody acknowledges, tell'), { target: { value: 'r2' } });
    enter('After (min)', '30');
    submit();

    await waitFor(() => expect(actions.say).toHaveBeenCalledWith('Critical ones is saved.'));
    expect(host.changes).toEqual([
      [
        `POST ${path}`,
        {
          name: 'Critical ones',
          channels: ['c2'],
          match: { ...sentMatch, severities: ['critical'], sources: ['default'] },
          reminderHours: 2,
          escalateTo: 'r2',
          escalateAfterMinutes: 30,
          weekly: null,
          zone: null,
        },
      ],
    ]);
  });

  it('are changed, with their hours as they are', async () => {
    const host = new FakeHost({ ...listed, [`PUT ${path}/r2`]: [200, night] });
    await open();

    fireEvent.click(button('Edit: Night'));
    submit();

    await waitFor(() => expect(host.changes).toHaveLength(1));
    const { id: _, ...body } = night;
    expect(host.changes[0]?.[1]).toEqual(body);
  });

  it('do not escalate to themselves', async () => {
    new FakeHost(listed);
    await open();

    fireEvent.click(button('Edit: Night'));

    const options = [...(screen.getByLabelText('If nobody acknowledges, tell') as HTMLSelectElement).options];
    expect(options.map(({ textContent }) => textContent)).toEqual(['Nobody else', 'Everybody']);
  });

  it('need whole numbers before the host is asked', async () => {
    const host = new FakeHost(listed);
    await open();

    fireEvent.click(button('Edit: Night'));
    enter('Reminder every (h)', 'often');
    submit();

    await screen.findByText('Enter a whole number.');
    expect(host.changes).toEqual([]);
    await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText('Reminder every (h)')));
  });

  it('that cannot be saved keep what was entered, and say at each field what is wrong', async () => {
    const errors = { channels: ['channels is empty.'], 'weekly[0].days': ['weekly[0].days is empty.'], zone: ['no such zone'] };
    new FakeHost({ ...listed, [`PUT ${path}/r2`]: [400, { errors }] });
    await open();

    fireEvent.click(button('Edit: Night'));
    enter('Name', 'kept');
    submit();

    for (const text of ['channels is empty.', 'weekly[0].days is empty.', 'no such zone']) {
      await screen.findByText(text);
    }
    expect((screen.getByLabelText('Name') as HTMLInputElement).value).toBe('kept');
  });

  it('are deleted, or say which one escalates to them', async () => {
    new FakeHost({
      ...listed,
      [`DELETE ${path}/r2`]: [409, { detail: "The route 'Everybody' escalates to this one." }],
      [`DELETE ${path}/r1`]: [204],
    });
    const { actions } = await open();

    fireEvent.click(button('Delete: Night'));
    fireEvent.click(button('Yes, delete'));
    await waitFor(() => expect(actions.say).toHaveBeenCalledWith("The route 'Everybody' escalates to this one.", 'failed'));
    fireEvent.click(button('Delete: Everybody'));
    fireEvent.click(button('Yes, delete'));

    await waitFor(() => expect(actions.say).toHaveBeenCalledWith('Everybody is deleted.'));
  });

  it('say that there are none, and lead to the channels where those are missing', async () => {
    new FakeHost({ [`GET ${path}`]: [200, { routes: [] }], 'GET /api/alerts/channels': [200, { channels: [], kinds: [] }] });
    show(RoutesPage, []);

    await screen.findByText('A route needs a channel that it tells. Make one first.');
    expect(screen.getByText('To the channels').getAttribute('href')).toBe('/alerts/channels');
    expect(noButton('Add a route')).toBeNull();
  });

  it('say why they are not there', async () => {
    new FakeHost({ ...channels, [`GET ${path}`]: [500, {}] });
    show(RoutesPage, []);

    await screen.findByText('The host answered with an error (500)', { exact: false });
  });

  it('let no text change the order of what is beside it', async () => {
    const routes = [
      { ...route, name: hostile('All'), channels: ['c1'], escalateTo: 'r2' },
      { ...night, name: hostile('Night'), zone: hostile('UTC') },
      { ...route, id: 'r3', escalateTo: null },
    ];
    new FakeHost({
      [`GET ${path}`]: [200, { routes }],
      'GET /api/alerts/channels': [200, { channels: [{ ...channel, name: hostile('On call') }], kinds: [] }],
    });
    const { container } = await open();

    expect(inspect(container).foreign).toBeGreaterThan(4);
    expect(inspect(container).leaking).toEqual([]);
  });
});
