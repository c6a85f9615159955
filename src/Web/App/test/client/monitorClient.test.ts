import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { MonitorClient, MonitorRefusedError } from '../../src/client';
import { FakeHub } from '../connection/fakeHub';

let hub: FakeHub;
let client: MonitorClient;

beforeEach(() => {
  vi.useFakeTimers();
  hub = new FakeHub();
  client = new MonitorClient({ url: 'https://monitor.example/', token: () => 'fxm_test', newLink: hub.newLink });
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

/** Lets everything happen that needs no time. */
const moment = async () => {
  for (let turn = 0; turn < 50; turn += 1) {
    await Promise.resolve();
  }
};

it('has the state that the hub sends', async () => {
  void client.run();
  await moment();

  hub.newest.sendAll('prod');

  expect([...client.state.sources.keys()]).toEqual(['prod']);
  expect(client.open).not.toBeNull();
});

it('connects again after a loss, and keeps what was known meanwhile', async () => {
  void client.run();
  await moment();
  hub.newest.sendAll('prod');

  hub.newest.drop();
  await moment();
  expect(client.state.connection.kind).toBe('waiting');
  expect(client.state.sources.has('prod')).toBe(true);
  await vi.advanceTimersByTimeAsync(30_000);

  expect(hub.links).toHaveLength(2);
  expect(client.state.connection.kind).toBe('open');
});

it('waits as the hub asks', async () => {
  void client.run();
  await moment();

  hub.newest.say('restarting', 600);
  hub.newest.drop();
  await vi.advanceTimersByTimeAsync(599_000);
  expect(hub.links).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(1000);

  expect(hub.links).toHaveLength(2);
});

it('comes back once at once where the hub asks for no wait, and then with a pause', async () => {
  vi.spyOn(Math, 'random').mockReturnValue(0);
  void client.run();
  await moment();

  for (const expected of [2, 2]) {
    hub.newest.say('restarting', 0);
    hub.newest.drop();
    await vi.advanceTimersByTimeAsync(0);
    expect(hub.links).toHaveLength(expected);
  }
  await vi.advanceTimersByTimeAsync(1000);

  expect(hub.links).toHaveLength(3);
});

it('does not wait for more than a day', async () => {
  void client.run();
  await moment();

  hub.newest.say('restarting', 1e9);
  hub.newest.drop();
  await vi.advanceTimersByTimeAsync(24 * 60 * 60_000);

  expect(hub.links).toHaveLength(2);
});

it('gives the source of tokens half of the time that a connection has', async () => {
  const tokens: (() => Promise<string>)[] = [];
  const hanging = new MonitorClient({
    url: 'https://monitor.example/',
    token: () => new Promise<string>(() => undefined),
    newLink: (handlers, transport, token) => {
      tokens.push(token);
      return hub.newLink(handlers, transport);
    },
  });
  void hanging.run();
  await moment();

  const refused = expect(tokens[0]?.()).rejects.toThrow('No answer within 7500 ms');
  await vi.advanceTimersByTimeAsync(7500);

  await refused;
});

it('keeps its transport while the hub is away', async () => {
  hub.onOpen = () => Promise.reject(new Error('Failed to complete negotiation with the server: TypeError: fetch failed'));
  void client.run();

  await vi.advanceTimersByTimeAsync(60_000);

  expect(hub.links.length).toBeGreaterThan(2);
  expect(new Set(hub.links.map((link) => link.transport))).toEqual(new Set(['webSockets']));
});

it('drops daemons that a new connection does not send', async () => {
  void client.run();
  await moment();
  hub.newest.sendAll('gone');
  hub.newest.drop();
  await vi.advanceTimersByTimeAsync(30_000);

  hub.newest.sendAll('prod');
  await vi.advanceTimersByTimeAsync(5000);

  expect([...client.state.sources.keys()]).toEqual(['prod']);
});

it('stops when the hub forbids it', async () => {
  const run = client.run();
  const refused = expect(run).rejects.toThrow(MonitorRefusedError);
  await moment();

  hub.newest.say('forbidden');
  hub.newest.drop();

  await refused;
  expect(client.state.connection).toMatchObject({ kind: 'ended', reason: 'forbidden' });
});

it('stops after three refusals in a row', async () => {
  hub.onOpen = () => Promise.reject(new Error("Failed to complete negotiation with the server: Error: : Status code '401'"));
  const refused = expect(client.run()).rejects.toThrow('It has tried 3 times and stops.');

  await vi.advanceTimersByTimeAsync(60_000);

  await refused;
  expect(hub.links).toHaveLength(3);
});

it('takes another transport where WebSockets do not open', async () => {
  hub.onOpen = (transport) => (transport === 'webSockets' ? Promise.reject(new Error('closed')) : Promise.resolve());
  void client.run();

  await vi.advanceTimersByTimeAsync(30_000);

  expect(hub.links.map((link) => link.transport)).toEqual(['webSockets', 'serverSentEvents']);
});

it('ends when it is stopped, also while it waits', async () => {
  hub.onOpen = () => Promise.reject(new Error('refused'));
  const run = client.run();
  await moment();

  await client.stop();

  await run;
  expect(hub.links).toHaveLength(1);
});
