import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Banners } from '../../src/app/Banners';
import { homeRoute } from '../../src/app/route';
import type { Scene } from '../../src/app/scene';
import { newEvaluator } from '../../src/state/evaluator';
import type { Connection } from '../../src/state/monitor';
import type { SourceView } from '../../src/state/sourceView';
import { setLanguage } from '../../src/text/text';
import { nowMs, status, viewOf } from '../messages';
import { speak } from '../speak';
import { accountOf, actionsOf, evaluatorAt, Staged, sceneOf } from '../staged';

const downView = (name: string): SourceView => ({
  ...viewOf(status({ state: 'down', sinceMs: nowMs - 60_000, error: 'Unable to connect to FLEXT daemon: refused' })),
  name,
  observedAtMs: nowMs - 62_000,
});

const elsewhere = { ...homeRoute, path: '/runs' };
const banner = (kind: string) => document.querySelector(`[data-banner="${kind}"]`);

function show(views: readonly SourceView[], change: Partial<Scene> = {}, connection?: Connection) {
  const scene = sceneOf(views, change);
  const state = connection ? { ...scene.state, connection } : scene.state;
  return render(
    <Staged scene={{ ...scene, state, isConnected: state.connection.kind === 'open' }}>
      <Banners />
    </Staged>,
  );
}

describe('Banners', () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: nowMs });
  });

  afterEach(() => {
    cleanup();
    vi.useRealTimers();
    vi.restoreAllMocks();
  });

  it('says of a daemon that is down since when, what was known last, and why', () => {
    show([downView('north')], { route: elsewhere });

    const [since, lastKnown] = [...(banner('down')?.querySelectorAll('time') ?? [])].map((time) => time.dateTime);
    expect(banner('down')?.textContent).toMatch(
      /^Daemon ‘north’ is unreachable since \S+; last known \S+; trying againUnable to connect to FLEXT daemon: refused$/,
    );
    expect(since).toBe(new Date(nowMs - 60_000).toISOString());
    expect(lastKnown).toBe(new Date(nowMs - 62_000).toISOString());
  });

  it('leaves an outage to the dashboard where that is shown', () => {
    show([downView('north')]);

    expect(banner('down')).toBeNull();
  });

  it('counts daemons that are down beyond some', () => {
    show(['a', 'b', 'c', 'd', 'e'].map(downView), { route: elsewhere });

    expect(document.querySelectorAll('[data-banner="down"]')).toHaveLength(2);
    expect(banner('down-others')?.textContent).toBe('3 more daemons are unreachable c, d, e');
  });

  it('says that nothing is evaluated, and since when, while the page is connected', () => {
    const scene = sceneOf([]);
    show([], { nowMs: nowMs + 16_000, state: { ...scene.state, ...evaluatorAt(nowMs) } });

    expect(banner('not-evaluated')?.textContent).toMatch(/^Nothing has been evaluated since \d\d:00:00Live figures go on/);
    expect(banner('not-evaluated')?.querySelector('time')?.dateTime).toBe(new Date(nowMs).toISOString());
    cleanup();

    show([], { nowMs: nowMs + 15_000, state: { ...scene.state, ...evaluatorAt(nowMs) } });
    expect(banner('not-evaluated')).toBeNull();
    cleanup();

    show([], { nowMs: nowMs + 16_000 }, { kind: 'retrying', sinceMs: nowMs, attempt: 1 });
    expect(banner('not-evaluated')).toBeNull();
  });

  it('says of a hub without an evaluator that nothing is evaluated, in the language in use', async () => {
    await speak('pt');
    show([], {
      nowMs: nowMs + 16_000,
      state: { ...sceneOf([]).state, evaluator: newEvaluator(), arrivingEvaluator: newEvaluator() },
    });

    expect(banner('not-evaluated')?.querySelector('strong')?.textContent).toBe('Nada está sendo avaliado.');
    setLanguage('en');
  });

  it('counts down to the next try to reach the hub, and tries now', () => {
    const actions = actionsOf();
    const waiting: Connection = { kind: 'waiting', sinceMs: nowMs - 5000, attempt: 3, retryAtMs: nowMs + 7400, reason: null };
    show([downView('north')], { actions }, waiting);

    expect(banner('reconnecting')?.textContent).toContain('Connection to the hub lost since');
    expect(banner('reconnecting')?.textContent).toContain('Next try in 8 s.');
    expect(banner('down')).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: 'Try now' }));
    expect(actions.tryNow).toHaveBeenCalledOnce();
  });

  it('leaves the focus where it is while it tries', () => {
    const actions = actionsOf();
    show([], { actions }, { kind: 'retrying', sinceMs: nowMs - 5000, attempt: 3 });
    const tryNow = screen.getByRole<HTMLButtonElement>('button', { name: 'Try now' });

    fireEvent.click(tryNow);

    expect([tryNow.disabled, tryNow.getAttribute('aria-disabled')]).toEqual([false, 'true']);
    expect(actions.tryNow).not.toHaveBeenCalled();
  });

  it('tells by the hub’s clock since when the connection is lost, and counts down by it', () => {
    vi.setSystemTime(nowMs + 3_600_000);
    show([], {}, { kind: 'waiting', sinceMs: nowMs - 5000, attempt: 3, retryAtMs: nowMs + 7400, reason: null });

    expect(banner('reconnecting')?.querySelector('time')?.dateTime).toBe(new Date(nowMs - 5000).toISOString());
    expect(banner('reconnecting')?.textContent).toContain('Next try in 8 s.');
  });

  it('says that the hub restarts, or that the device is offline', () => {
    const waiting: Connection = { kind: 'waiting', sinceMs: nowMs - 5000, attempt: 1, retryAtMs: nowMs, reason: 'restarting' };
    show([], {}, waiting);
    expect(banner('reconnecting')?.textContent).toContain('The hub is restarting');
    cleanup();

    vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
    show([], {}, waiting);
    expect(banner('reconnecting')?.textContent).toContain('This device is offline');
  });

  it('says nothing of a connection that may be back in a moment', () => {
    show([], {}, { kind: 'retrying', sinceMs: nowMs - 100, attempt: 1 });

    expect(banner('reconnecting')).toBeNull();
  });

  it.each(['signed-out', 'forbidden'] as const)('leads from %s to the sign-in and back here', (reason) => {
    show([], {}, { kind: 'ended', reason });

    expect(banner(reason)?.getAttribute('role')).toBe('alert');
    expect(screen.getByRole('link').getAttribute('href')).toMatch(/^\/login\?returnUrl=/);
  });

  const refusal = { status: 403, code: 'origin-not-allowed', detail: 'The origin http://h is not allowed.' };

  it('gives the host’s own reason for a refusal, and does not ask for a role', () => {
    show([], {}, { kind: 'ended', reason: 'forbidden', refusal });

    expect(banner('forbidden')?.textContent).toContain('The host refuses this page. The origin http://h is not allowed.');
    expect(banner('forbidden')?.textContent).not.toContain('role');
  });

  it('asks for a role only where the account is not known to have it', () => {
    show([], {}, { kind: 'ended', reason: 'forbidden' });
    expect(banner('forbidden')?.textContent).toContain('It gave no reason (403).');
    cleanup();

    const scene = sceneOf([]);
    show([], { state: { ...scene.state, account: null } }, { kind: 'ended', reason: 'forbidden' });
    expect(banner('forbidden')?.textContent).toContain('Ask an administrator for the role ‘viewer’.');
  });

  it('says that access was ended where the hub has taken it away', () => {
    show([], {}, { kind: 'ended', reason: 'forbidden', isRevoked: true });

    expect(banner('forbidden')?.textContent).toContain('An administrator has disabled this account.');
    cleanup();

    const scene = sceneOf([]);
    show([], { state: { ...scene.state, account: accountOf() } }, { kind: 'ended', reason: 'forbidden', isRevoked: true });
    expect(banner('forbidden')?.textContent).toContain('Ask an administrator for the role ‘viewer’.');
  });

  it('tells what the host answers, and that nothing lets the page through', () => {
    const waiting = { kind: 'waiting', sinceMs: nowMs - 5000, attempt: 1, retryAtMs: nowMs, reason: null } as const;
    show([], {}, { ...waiting, refusal: { status: 503, code: null, detail: 'The store is locked.' } });
    expect(banner('reconnecting')?.textContent).toContain('The host answered 503. The store is locked.');
    cleanup();

    show([], {}, { ...waiting, reason: 'blocked' });
    expect(banner('reconnecting')?.textContent).toContain('no connection to the hub opens');
  });

  it.each([
    [null, false],
    ['webSockets', false],
    ['serverSentEvents', true],
    ['longPolling', true],
  ] as const)('says over %s that a proxy passes no WebSockets: %s', (transport, isSaid) => {
    const scene = sceneOf([]);
    show([], { state: { ...scene.state, transport } });

    expect(banner('no-websockets') !== null).toBe(isSaid);
    expect(banner('no-websockets')?.textContent ?? 'proxy_set_header Upgrade').toContain('proxy_set_header Upgrade');
  });

  it.each([
    ['waiting', { kind: 'waiting', sinceMs: nowMs - 5000, attempt: 2, retryAtMs: nowMs, reason: 'restarting' }],
    ['trying', { kind: 'retrying', sinceMs: nowMs - 5000, attempt: 2, reason: 'restarting' }],
  ] as const)('says that the hub restarts while %s, and not for ever', (_, connection) => {
    show([], {}, connection);
    expect(banner('reconnecting')?.textContent).toContain('The hub is restarting');
    cleanup();

    show([], {}, { ...connection, sinceMs: nowMs - 600_000 });
    expect(banner('reconnecting')?.textContent).toContain('Connection to the hub lost');
  });
});
