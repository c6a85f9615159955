import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import type { ComponentChildren } from 'preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LoginForm } from '../src/account/LoginForm';
import { SetupForm } from '../src/account/SetupForm';
import { App } from '../src/app/App';
import type { Notice } from '../src/app/Notice';
import { Palette } from '../src/app/palette/Palette';
import { homeRoute } from '../src/app/route';
import type { Scene } from '../src/app/scene';
import { headline } from '../src/app/signals/headline';
import { tellings } from '../src/app/signals/notifications';
import { ChartTable } from '../src/charts/ChartTable';
import { ChartTooltip } from '../src/charts/ChartTooltip';
import { LaneDots } from '../src/panels/timeline/LaneDots';
import { RunCard } from '../src/panels/timeline/RunCard';
import { fileLine } from '../src/run/logFile';
import { monitorSource } from '../src/state/evaluator';
import type { Connection, MonitorState } from '../src/state/monitor';
import { FakeLog } from './fakeLog';
import { FakeRunLink } from './fakeRuns';
import { foreign, foreignView, hostile, inspect, leaks } from './foreign';
import { historyOf } from './histories';
import {
  componentOf,
  degradedOf,
  endedRun,
  executionOf,
  failedFeed,
  health,
  heartbeatOf,
  minuteMs,
  nowMs,
  pipeline,
  problem,
  problemOf,
  run,
  stats,
  status,
  stuckOf,
  unhealthyOf,
} from './messages';
import { accountOf, actionsOf, Staged, sceneOf } from './staged';

// A slow machine draws slowly.
vi.setConfig({ testTimeout: 60_000 });
const patience = { timeout: 30_000 };

const failed = endedRun('bad', nowMs - minuteMs, {
  status: 'failed',
  errorMessage: 'first line\nsecond line',
  metadata: new Map([['tap', 'csv']]),
  triggeredBy: 'cron of north',
});
const database = componentOf({ healthy: false, message: 'too slow', metadata: new Map([['host', 'db-1']]) });
const strange = problemOf({ id: 'strange', kind: 'too-hot', title: 'Orders ran hot', detail: 'melted' });
const problems = [problemOf({ detail: 'first line' }), stuckOf(), unhealthyOf(), degradedOf(), strange];

const troubled = (name: string) =>
  foreignView(
    name,
    status({
      state: 'degraded',
      feeds: { stats: failedFeed('no stats'), health: failedFeed('no health'), executions: failedFeed('no runs') },
    }),
    stats({ error: 'no stats' }),
    health([database]),
    run(failed),
    run(executionOf({ id: 'now', pipelineId: 'stock', pipelineName: 'Stock', status: 'running' })),
    pipeline(),
    ...problems.map((one) => problem(one)),
    heartbeatOf(),
  );
const down = (name: string) =>
  foreignView(name, status({ state: 'down', error: 'Unable to connect: no route' }), run(failed), heartbeatOf());

const isDrawn = () => document.querySelector('.runs-table, .wall-main, [data-empty="daemon"]') !== null;

/** Draws the whole page, and looks at it once what is to be seen is there. */
async function looked(scene: Scene, isThere: () => boolean = isDrawn, notice: Notice | null = null) {
  const { container } = render(<App scene={scene} notice={notice} />);
  await waitFor(() => expect(isThere()).toBe(true), patience);
  return inspect(container);
}

const lookedAt = (scene: Scene, children: ComponentChildren) =>
  inspect(render(<Staged scene={scene}>{children}</Staged>).container);

const withState = (scene: Scene, change: Partial<MonitorState>): Scene => ({ ...scene, state: { ...scene.state, ...change } });

function answerWith(code: number, body: unknown) {
  vi.stubGlobal(
    'fetch',
    vi.fn(async () => new Response(JSON.stringify(body), { status: code })),
  );
}

describe('text of daemons and persons alters nothing beside it', () => {
  beforeEach(() => {
    HTMLDialogElement.prototype.showModal ??= () => undefined;
    Element.prototype.scrollIntoView ??= () => undefined;
  });

  afterEach(() => {
    cleanup();
    vi.unstubAllGlobals();
  });

  it.each([
    ['one daemon', [troubled('north')], {}, 30],
    ['several daemons', [troubled('north'), down('south'), troubled('west')], {}, 80],
    ['more daemons than fit', Array.from({ length: 14 }, (_, place) => down(`daemon-${place}`)), {}, 40],
    ['a page on a wall', [troubled('north'), troubled('south')], { kiosk: true }, 30],
    ['a daemon that is not watched', [], { source: hostile('nowhere') }, 1],
  ])('on the dashboard: %s', async (_, views, route, least) => {
    const scene = withState(sceneOf(views, { route: { ...homeRoute, ...route } }), { hasSettled: true });
    const all = views.length > 0 ? scene : withState(scene, { sources: new Map([[hostile('north'), troubled('north')]]) });

    const found = await looked(all, isDrawn);

    expect(found.leaking).toEqual([]);
    expect(found.foreign).toBeGreaterThan(least);
  });

  it('in what is shown of single runs: on a phone, beside a bar', () => {
    const view = troubled('north');
    const scene = sceneOf([view, troubled('south')]);

    const dots = lookedAt(scene, <LaneDots views={scene.views} />);
    const card = lookedAt(scene, <RunCard run={foreign(failed)} />);

    expect([...dots.leaking, ...card.leaking]).toEqual([]);
    expect([dots.foreign, card.foreign]).toEqual([expect.toSatisfy((count) => count >= 8), 4]);
  });

  it('in the drawer, with its log, and what is found in that', async () => {
    const hub = new FakeRunLink();
    const log = new FakeLog();
    log.isWhole = false;
    log.lines = [{ level: hostile('INFO'), message: hostile('needle in the log') }];
    log.stub();
    const view = troubled('north');
    const route = { ...homeRoute, run: { source: view.name, id: hostile('bad') } };
    render(<App scene={sceneOf([view], { route, actions: actionsOf(hub.link) })} notice={null} />);
    await waitFor(() => expect(document.querySelector('[data-log=open]')).not.toBeNull(), patience);
    const drawer = screen.getByRole('dialog');
    const before = inspect(drawer);

    fireEvent.input(drawer.querySelector('.log-search input') as Element, { target: { value: 'needle' } });
    await waitFor(() => expect(drawer.querySelector('.log-found')?.textContent).toBe('1 line'), patience);
    const searched = inspect(drawer);
    log.error = hostile('broken');
    await waitFor(() => expect(drawer.querySelector('.log-foot.is-failed')).not.toBeNull(), patience);

    expect(drawer.querySelector('mark')?.textContent).toBe('needle');
    expect([...before.leaking, ...searched.leaking, ...inspect(drawer).leaking]).toEqual([]);
    expect(before.foreign).toBeGreaterThanOrEqual(12);
    expect(searched.foreign).toBe(before.foreign);
    expect(inspect(drawer).foreign).toBe(before.foreign + 1);
  });

  it('for a run that there is not', async () => {
    const hub = new FakeRunLink();
    hub.getExecution.mockRejectedValue(new Error(hostile('[not-found] no such run')));
    const route = { ...homeRoute, run: { source: hostile('north'), id: hostile('gone') } };

    const found = await looked(
      sceneOf([troubled('north')], { route, actions: actionsOf(hub.link) }),
      () => document.querySelector('.empty-detail') !== null,
    );

    expect(found.leaking).toEqual([]);
    expect(document.querySelector('.empty h3')?.textContent).toContain('gone');
  });

  it('in the palette', () => {
    const scene = sceneOf([troubled('north'), down('south')]);
    const { container } = render(
      <Staged scene={scene}>
        <Palette onClose={() => undefined} />
      </Staged>,
    );
    const opened = inspect(container);

    fireEvent.input(screen.getByRole('combobox'), { target: { value: hostile('nothing') } });

    expect([...opened.leaking, ...inspect(container).leaking]).toEqual([]);
    expect(opened.foreign).toBeGreaterThan(6);
    expect(inspect(container).foreign).toBeGreaterThan(0);
  });

  it('on the page of connections, and where that is refused', async () => {
    const scene = sceneOf([troubled('north')], { route: { ...homeRoute, path: '/connections' } });
    const connection = {
      ...{ id: 'c1', user: 'ada', transport: 'pigeon', protocol: 'json', remoteAddress: '::1', watches: ['north', 'south'] },
      ...{ paused: false, closing: false, lagChanges: 0, lagSeconds: 0, writes: 1, bytesSent: 1 },
    };
    const rows = { open: 1, connections: [{ ...foreignly(connection), connectedAt: new Date(nowMs).toISOString() }] };
    answerWith(200, rows);
    const listed = await looked(scene, () => document.querySelector('.list-name') !== null);
    cleanup();
    answerWith(403, { detail: hostile('not you') });

    const refused = await looked(scene, () => document.querySelector('main .banner') !== null);

    expect([...listed.leaking, ...refused.leaking]).toEqual([]);
    // And the name of the daemon in the header.
    expect([listed.foreign, refused.foreign]).toEqual([6 + 1, 1 + 1]);
  });

  it.each([
    ['people', '/people', '.list-name', 5],
    ['tokens', '/tokens', '.list-name', 4],
    ['the audit trail', '/audit', '.list-name', 6],
    ['the own account', '/account', '.session', 5],
  ])('on the page of %s', async (_, path, there, least) => {
    const at = new Date(nowMs).toISOString();
    const grants = [{ role: 'viewer', sources: [hostile('north')] }];
    const person = { ...foreign({ id: 'p1', email: 'grace', lastSignInBy: 'pigeon' }), grants, invited: false, lastSignInAt: at };
    const token = { ...foreign({ id: 't1', name: 'prometheus', createdBy: 'ada' }), kind: 'service', grants, createdAt: at };
    const session = {
      ...foreign({ id: 's1', device: 'curl', address: '::1' }),
      current: false,
      browser: true,
      startedAt: at,
      expiresAt: at,
    };
    const entry = {
      ...foreign({ what: 'GET /', who: 'ada', subject: 'north', address: '::1', before: ['a'], after: { b: 'c' } }),
      ...{ number: 1, at, outcome: 'refused' },
    };
    answerWith(200, { people: [person], canMail: true, tokens: [token], sessions: [session], entries: [entry], next: null });
    const scene = withState(sceneOf([troubled('north')], { route: { ...homeRoute, path } }), {
      account: { ...accountOf('viewer', 'operator', 'admin'), email: hostile('ada'), sources: [hostile('north')] },
    });

    const found = await looked(scene, () => document.querySelector(there) !== null);

    expect(found.leaking).toEqual([]);
    expect(found.foreign).toBeGreaterThanOrEqual(least);
  });

  it.each<readonly [string, Connection, Partial<MonitorState>]>([
    ['refused', { kind: 'ended', reason: 'forbidden', refusal: answerOf('not you') }, {}],
    [
      'the host failed',
      { kind: 'waiting', sinceMs: nowMs - minuteMs, attempt: 1, retryAtMs: nowMs, reason: null, refusal: answerOf('broken') },
      {},
    ],
    ['unreadable', { kind: 'open', sinceMs: nowMs }, { unreadable: hostile('state is no text') }],
  ])('in banners: %s', async (_, connection, change) => {
    const scene = withState(sceneOf([]), { connection, ...change });

    const found = await looked(scene, () => document.querySelector('.banner') !== null);

    expect(found.leaking).toEqual([]);
    expect(found.foreign).toBeGreaterThan(0);
  });

  it('in the menu and in what is said at the foot of the page', async () => {
    const account = { ...accountOf(hostile('stranger')), email: hostile('ada@example.com') };
    const scene = withState(sceneOf([troubled('north')]), { account });
    const { container } = render(<App scene={scene} notice={{ text: hostile('It was said'), kind: 'done' }} />);
    await act(() => {
      (document.querySelector('.menu') as HTMLDetailsElement).open = true;
    });
    await waitFor(() => expect(document.querySelector('.menu-who')).not.toBeNull(), patience);

    expect(inspect(container).leaking).toEqual([]);
    expect(inspect(document.querySelector('.menu-who') as Element).foreign).toBe(2);
    expect(inspect(document.querySelector('.notice') as Element).foreign).toBe(1);
  });

  it('at the sign-in and the set-up', async () => {
    answerWith(502, { detail: hostile('bad gateway') });
    render(<LoginForm onSignedIn={() => undefined} />);
    fireEvent.input(screen.getByLabelText('E-mail address'), { target: { value: 'a@example.com' } });
    fireEvent.input(screen.getByLabelText('Password'), { target: { value: 'secret' } });
    fireEvent.submit(document.querySelector('form') as HTMLFormElement);
    await waitFor(() => expect(document.querySelector('[role=alert]')?.textContent).toContain('bad gateway'), patience);
    expect(inspect(document.body)).toEqual({ foreign: 1, leaking: [] });
    cleanup();
    answerWith(400, { errors: { email: [hostile('not an address')] } });
    render(<SetupForm secret="s" onDone={() => undefined} />);
    for (const [name, value] of [
      ['email', 'a@example.com'],
      ['password', 'secret words'],
      ['repeat', 'secret words'],
    ]) {
      fireEvent.input(document.querySelector(`[name=${name}]`) as Element, { target: { value } });
    }

    fireEvent.submit(document.querySelector('form') as HTMLFormElement);

    await waitFor(() => expect(inspect(document.body)).toEqual({ foreign: 1, leaking: [] }), patience);
  });

  it('in the tooltip and the table of a chart', () => {
    const histories = ['north', 'south'].map((name) => historyOf({ source: hostile(name) }));
    render(
      <>
        <ChartTooltip figure="cpuUsage" histories={histories} atMs={histories[0]?.fromMs ?? 0} share={0.2} />
        <ChartTable title="CPU" figure="cpuUsage" histories={histories} onClose={() => undefined} />
      </>,
    );

    expect(inspect(document.body).leaking).toEqual([]);
    expect(inspect(document.body).foreign).toBeGreaterThan(3);
  });

  it('where no element can stand: the tab, notifications, files', () => {
    const { state } = sceneOf([down('north'), troubled('south')]);
    const own = problemOf({ source: monitorSource, kind: 'history-paused', title: hostile('History is paused') });
    const opened = [...problems.map(foreign), own].map((one) => ({ kind: 'opened' as const, problem: one }));
    const told = [...opened.flatMap((one) => tellings(state, [one])), ...tellings(state, opened)];

    const texts = [
      headline(state, nowMs, 'FlextMonitor').title,
      ...told.flatMap(({ title, body }) => [title, body]),
      `${fileLine({ timestampMs: nowMs, level: hostile('INFO'), number: 1, text: 'said', stream: null, styles: [] })}`,
    ].filter((text) => text.includes('\u202e'));

    expect(texts.filter(leaks)).toEqual([]);
    expect(texts.length).toBeGreaterThan(10);
  });
});

function answerOf(detail: string) {
  return { status: 500, code: null, detail: hostile(detail) };
}

/** With hostile text in lists too. */
function foreignly(connection: { readonly watches: readonly string[] }) {
  return { ...foreign(connection), watches: connection.watches.map(hostile) };
}
