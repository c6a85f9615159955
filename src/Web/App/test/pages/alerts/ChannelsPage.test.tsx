import { cleanup, fireEvent, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ChannelsPage } from '../../../src/pages/alerts/channels/ChannelsPage';
import { FakeHost } from '../../fakeHost';
import { hostile, inspect } from '../../foreign';
import { button, noButton, show } from './alerts';

const path = '/api/alerts/channels';
const kinds = ['apprise', 'email', 'ntfy', 'pagerduty', 'slack', 'webhook', 'invented'];
const webhook = {
  id: 'c1',
  name: 'On call',
  kind: 'webhook',
  settings: { url: 'https://x.example/hook' },
  secrets: ['secret'],
  broken: null,
};
const broken = {
  ...webhook,
  id: 'c2',
  name: 'Chat',
  kind: 'slack',
  settings: {},
  secrets: ['url'],
  broken: { since: '2026-01-02T11:00:00Z', reason: '404 no_service' },
};
const listed = { [`GET ${path}`]: [200, { channels: [webhook, broken], kinds }] } as const;
const enter = (label: string, value: string) => fireEvent.input(screen.getByLabelText(label), { target: { value } });
const choose = (label: string, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } });
const submit = () => fireEvent.submit(document.querySelector('dialog form') as HTMLFormElement);

async function open() {
  const shown = show(ChannelsPage, []);
  await screen.findByText('On call');
  return shown;
}

beforeEach(() => {
  HTMLDialogElement.prototype.showModal ??= () => undefined;
});

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

describe('channels', () => {
  it('are listed with where they lead and whether they work', async () => {
    new FakeHost(listed);
    await open();

    const [first, second] = [...document.querySelectorAll('tbody tr')].map(({ textContent }) => textContent);
    expect(first).toContain('https://x.example/hook');
    expect(first).toContain('Takes messages');
    expect(second).toContain('Slack');
    expect(second).toContain('Broken');
    expect(second).toContain('404 no_service');
  });

  it('are made, and tried once they are stored', async () => {
    const host = new FakeHost({
      ...listed,
      [`POST ${path}`]: [200, webhook],
      [`POST ${path}/c1/test`]: [200, { result: 'refused', answer: '410 Gone', milliseconds: 87 }],
    });
    const { actions } = await open();

    fireEvent.click(button('Add a channel'));
    expect([...(screen.getByLabelText('Kind') as HTMLSelectElement).options].map(({ value }) => value)).not.toContain('invented');
    choose('Kind', 'webhook');
    enter('Name', ' On call ');
    enter('Address', 'https://x.example/hook');
    enter('Secret', 'hush');
    expect(noButton('Send test: On call')).not.toBeNull();
    submit();

    await waitFor(() => expect(actions.say).toHaveBeenCalledWith('On call is saved.'));
    expect(host.changes).toEqual([
      [`POST ${path}`, { name: 'On call', kind: 'webhook', settings: { url: 'https://x.example/hook', secret: 'hush' } }],
    ]);
    expect((screen.getByLabelText('Secret') as HTMLInputElement).value).toBe('');
    fireEvent.click(document.querySelector('dialog .channel-test button') as HTMLButtonElement);
    await screen.findByText('410 Gone');
    screen.getByText('87 ms');
    expect(document.querySelector('dialog .pill-failed')?.textContent).toContain('Refused');
  });

  it('keep the secret that is stored unless another one is typed', async () => {
    const host = new FakeHost({ ...listed, [`PUT ${path}/c1`]: [200, webhook] });
    await open();

    fireEvent.click(button('Edit: On call'));
    const secret = screen.getByLabelText('Secret') as HTMLInputElement;
    expect([secret.type, secret.value, secret.placeholder]).toEqual(['password', '', 'Stored. Leave empty to keep it']);
    submit();

    await waitFor(() => expect(host.changes).toHaveLength(1));
    expect(host.changes[0]?.[1]).toEqual({ name: 'On call', kind: 'webhook', settings: { url: 'https://x.example/hook' } });
  });

  it('lose a secret that is not needed when somebody says so', async () => {
    const ntfy = { ...webhook, kind: 'ntfy', settings: { topic: 'ops' }, secrets: ['token'] };
    const host = new FakeHost({ [`GET ${path}`]: [200, { channels: [ntfy], kinds }], [`PUT ${path}/c1`]: [200, ntfy] });
    await open();

    fireEvent.click(button('Edit: On call'));
    fireEvent.click(screen.getByLabelText('Remove the stored secret'));
    submit();

    await waitFor(() => expect(host.changes).toHaveLength(1));
    expect(host.changes[0]?.[1]).toMatchObject({ settings: { topic: 'ops', token: null } });
  });

  it('that cannot be saved keep what was entered, and say at each field what is wrong', async () => {
    const errors = {
      name: ['name is empty.'],
      'settings.url': ['url must be an address'],
      'settings.body': ['line 1: unknown tag'],
    };
    new FakeHost({ ...listed, [`POST ${path}`]: [400, { errors }] });
    await open();

    fireEvent.click(button('Add a channel'));
    choose('Kind', 'slack');
    enter('Address', 'nowhere');
    submit();

    await screen.findByText('url must be an address');
    screen.getByText('name is empty.');
    screen.getByText('line 1: unknown tag');
    expect((screen.getByLabelText('Address') as HTMLInputElement).value).toBe('nowhere');
    expect((document.querySelector('.own-texts') as HTMLDetailsElement).open).toBe(true);
  });

  it.each([
    ['email', { Addresses: 'a@x.example\n\n b@x.example ' }, { to: ['a@x.example', 'b@x.example'] }],
    ['pagerduty', { 'Integration key': 'k' }, { routingKey: 'k', region: 'us' }],
    [
      'apprise',
      { Server: 'https://a.example', 'Addresses of services (optional)': 'mailto://a\nmailto://b' },
      { url: 'https://a.example', urls: ['mailto://a', 'mailto://b'] },
    ],
    [
      'slack',
      { Address: 'https://s.example', 'Title (optional)': '{{ heading }}' },
      { url: 'https://s.example', title: '{{ heading }}' },
    ],
  ])('of the kind %s have their settings', async (kind, entered, settings) => {
    const host = new FakeHost({ ...listed, [`POST ${path}`]: [200, webhook] });
    await open();

    fireEvent.click(button('Add a channel'));
    choose('Kind', kind);
    enter('Name', 'It');
    for (const [label, value] of Object.entries(entered)) {
      enter(label, value);
    }
    submit();

    await waitFor(() => expect(host.changes).toHaveLength(1));
    expect(host.changes[0]?.[1]).toEqual({ name: 'It', kind, settings });
  });

  it('are tried from the list, and say why that was not possible', async () => {
    let answer: readonly [number, unknown] = [200, { result: 'delivered', answer: '200 OK', milliseconds: 12 }];
    new FakeHost({ ...listed, [`POST ${path}/c1/test`]: () => answer });
    await open();

    fireEvent.click(button('Send test: On call'));
    await screen.findByText('200 OK');
    screen.getByText('Delivered');
    answer = [409, { detail: 'Enter the secrets again.' }];
    fireEvent.click(button('Send test: On call'));

    await screen.findByText('Enter the secrets again.');
    expect(screen.queryByText('200 OK')).toBeNull();
  });

  it('are deleted, or say by which route they are used', async () => {
    let answer: readonly [number, unknown?] = [409, { detail: "The route 'all' tells this channel." }];
    new FakeHost({ ...listed, [`DELETE ${path}/c1`]: () => answer as readonly [number, unknown] });
    const { actions } = await open();

    fireEvent.click(button('Delete: On call'));
    fireEvent.click(button('Yes, delete'));
    await waitFor(() => expect(actions.say).toHaveBeenCalledWith("The route 'all' tells this channel.", 'failed'));
    answer = [204];
    fireEvent.click(button('Delete: On call'));
    fireEvent.click(button('Yes, delete'));

    await waitFor(() => expect(actions.say).toHaveBeenCalledWith('On call is deleted.'));
  });

  it('show what they were sent and what they answered', async () => {
    const delivery = {
      problems: [{ id: 'p1', title: hostile('Orders failed') }],
      problemCount: 3,
      event: 'opened',
      at: '2026-01-02T11:00:00Z',
      result: 'given-up',
      attempts: 9,
      lastAttemptAt: null,
      lastAttemptMs: 40,
      answer: '503',
      endedAt: null,
    };
    new FakeHost({
      ...listed,
      [`GET ${path}/c1/deliveries`]: [200, { deliveries: [delivery] }],
      [`GET ${path}/c2/deliveries`]: [200, { deliveries: [] }],
    });
    const { actions, container } = await open();

    fireEvent.click(button('Messages: Chat'));
    await screen.findByText('It was sent no messages yet besides tests.');
    fireEvent.click(button('Close'));
    fireEvent.click(button('Messages: On call'));
    await screen.findByText('Given up');
    screen.getByText('40 ms · 9 attempts');
    screen.getByText('and 2 more');
    expect(inspect(container).leaking).toEqual([]);
    fireEvent.click(document.querySelector('dialog a') as HTMLAnchorElement);

    expect(actions.navigate).toHaveBeenCalledWith({ path: '/problems/p1' });
    expect(document.querySelector('dialog')).toBeNull();
  });

  it('of a kind that the page does not know are named and not changed', async () => {
    new FakeHost({ [`GET ${path}`]: [200, { channels: [{ ...webhook, kind: 'invented' }], kinds }] });
    await open();

    screen.getByText('invented');
    expect((button('Edit: On call') as HTMLButtonElement).disabled).toBe(true);
  });

  it('say that there are none, or why they are not there', async () => {
    new FakeHost({ [`GET ${path}`]: [200, { channels: [], kinds }] });
    show(ChannelsPage, []);
    await screen.findByText('No channels yet');
    cleanup();

    new FakeHost({ [`GET ${path}`]: [500, {}] });
    show(ChannelsPage, []);
    await screen.findByText('The host answered with an error (500)', { exact: false });
    expect(noButton('Add a channel')).toBeNull();
  });

  it('let no text change the order of what is beside it', async () => {
    const channels = [
      {
        ...broken,
        name: hostile('Chat'),
        settings: { url: hostile('https://x') },
        broken: { ...broken.broken, reason: hostile('404') },
      },
      webhook,
    ];
    new FakeHost({ [`GET ${path}`]: [200, { channels, kinds }] });
    const { container } = await open();

    expect(inspect(container).foreign).toBeGreaterThan(3);
    expect(inspect(container).leaking).toEqual([]);
  });
});
