import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import type { ComponentType } from 'preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { homeRoute } from '../../../src/app/route';
import { FilePage } from '../../../src/pages/reports/FilePage';
import { ReportsPage } from '../../../src/pages/reports/ReportsPage';
import { setTimeZone } from '../../../src/text/format';
import { setLanguage } from '../../../src/text/text';
import { FakeHost } from '../../fakeHost';
import { hostile, inspect } from '../../foreign';
import { completeView, hourMs, nowMs } from '../../messages';
import { speak } from '../../speak';
import { actionsOf, Staged, sceneOf } from '../../staged';

const iso = (atMs: number) => new Date(atMs).toISOString();
const path = '/api/export/schedules';
const file = {
  id: 'f1',
  name: 'report.pdf',
  title: 'Morning report',
  sources: ['default'],
  from: iso(nowMs - 24 * hourMs),
  to: iso(nowMs),
  madeAt: iso(nowMs),
  endsAt: iso(nowMs + 168 * hourMs),
  bytes: 123456,
};
const schedule = {
  id: 's1',
  name: 'Morning report',
  owner: 'ada@example.com',
  isOwn: true,
  dashboard: null,
  sources: [],
  range: 'day',
  paper: 'a4',
  every: 'day',
  weekday: null,
  monthDay: null,
  at: '07:00',
  zone: 'Europe/Lisbon',
  channel: 'c1',
  channelName: 'team mail',
  isPaused: false,
  nextAt: '2026-07-03T06:00:00Z',
  isAsked: false,
  last: {
    dueAt: iso(nowMs),
    at: iso(nowMs),
    result: 'delivered',
    reason: null,
    attempts: 1,
    answer: 'taken over',
    nextAttemptAt: null,
    file,
  },
};
const weekly = {
  ...schedule,
  id: 's2',
  name: 'Of grace',
  owner: 'grace@example.com',
  isOwn: false,
  dashboard: 'd1',
  range: null,
  every: 'week',
  weekday: 'mon',
  channelName: null,
  isPaused: true,
  nextAt: null,
  last: {
    dueAt: iso(nowMs),
    at: iso(nowMs),
    result: 'not-sent',
    reason: 'The account of its owner is disabled or was removed.',
    attempts: null,
    answer: null,
    nextAttemptAt: null,
    file: null,
  },
};
const around = {
  [`GET ${path}/channels`]: [
    200,
    { channels: [{ id: 'c1', name: 'team mail', kind: 'email', isBroken: false, attaches: true }] },
  ],
  'GET /api/dashboards': [200, { dashboards: [{ id: 'd1', title: 'Night shift' }], home: null }],
} as const;
const listed = { ...around, [`GET ${path}`]: [200, { schedules: [schedule, weekly] }] } as const;
const none = { ...around, [`GET ${path}`]: [200, { schedules: [] }] } as const;

function show(Page: ComponentType, route = {}) {
  const actions = actionsOf();
  const { container } = render(
    <Staged scene={sceneOf([completeView()], { actions, route: { ...homeRoute, ...route } })}>
      <Page />
    </Staged>,
  );
  return { actions, container };
}

const button = (name: string) => screen.getByRole('button', { name });
const enter = (label: string, value: string) => fireEvent.input(screen.getByLabelText(label), { target: { value } });
const choose = (label: string, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } });
const submit = () => fireEvent.submit(document.querySelector('dialog form') as HTMLFormElement);

beforeEach(() => {
  HTMLDialogElement.prototype.showModal ??= () => undefined;
  setTimeZone('utc');
});

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  setTimeZone('local');
  setLanguage('en');
});

describe('scheduled reports', () => {
  it('are listed with their times, and with what became of the last one', async () => {
    new FakeHost(listed);
    show(ReportsPage);

    await screen.findByText('Morning report');
    await screen.findByText('Night shift');
    const [first, second] = [...document.querySelectorAll('tbody tr')].map(({ textContent }) => textContent);
    expect(first).toContain('Every day at 07:00');
    expect(first).toContain('Europe/Lisbon');
    expect(first).toContain('06:00 UTC');
    expect(first).toContain('Sent');
    expect(first).toContain('taken over');
    expect(second).toContain('Monday at 07:00');
    expect(second).toContain('of grace@example.com');
    expect(second).toContain('Paused');
    expect(second).toContain('Not sent');
    expect(second).toContain('The account of its owner is disabled or was removed.');
    expect(second).toContain('its channel was deleted');
  });

  it('are made, of a dashboard each month', async () => {
    const host = new FakeHost({ ...none, [`POST ${path}`]: [200, schedule] });
    const { actions } = show(ReportsPage);
    await screen.findByText('No scheduled reports yet');

    fireEvent.click(await screen.findByRole('button', { name: 'Schedule a report' }));
    enter('Name', ' Monthly ');
    fireEvent.click(button('Dashboard'));
    choose('Dashboard', 'd1');
    choose('How often', 'month');
    choose('Day of the month', '31');
    enter('At', '06:30');
    enter('Time zone', 'Europe/Lisbon');
    choose('Channel', 'c1');
    submit();

    await waitFor(() => expect(actions.say).toHaveBeenCalledWith('Morning report is saved.'));
    expect(host.changes).toEqual([
      [
        `POST ${path}`,
        {
          name: 'Monthly',
          dashboard: 'd1',
          range: null,
          sources: [],
          paper: 'a4',
          every: 'month',
          weekday: null,
          monthDay: 31,
          at: '06:30',
          zone: 'Europe/Lisbon',
          channel: 'c1',
          isPaused: false,
        },
      ],
    ]);
  });

  it('that cannot be saved keep what was entered, and say at each field what is wrong', async () => {
    new FakeHost({
      ...none,
      [`POST ${path}`]: [
        400,
        { errors: { zone: ['no zone'], channel: ['no channel'], 'sources[0]': ['no daemon'], other: ['something else'] } },
      ],
    });
    show(ReportsPage);
    fireEvent.click(await screen.findByRole('button', { name: 'Schedule a report' }));
    enter('Name', 'Kept');

    submit();

    for (const text of ['no zone', 'no channel', 'no daemon', 'something else']) {
      await screen.findByText(text);
    }
    expect((screen.getByLabelText('Name') as HTMLInputElement).value).toBe('Kept');
  });

  it('are changed, sent at once and deleted', async () => {
    const host = new FakeHost({
      ...listed,
      [`PUT ${path}/s2`]: [200, weekly],
      [`POST ${path}/s1/send`]: [202, { ...schedule, isAsked: true }],
      [`DELETE ${path}/s1`]: [204],
    });
    const { actions } = show(ReportsPage);
    await screen.findByText('Morning report');

    fireEvent.click(button('Edit: Of grace'));
    expect((screen.getByLabelText('Channel') as HTMLSelectElement).value).toBe('c1');
    submit();
    await waitFor(() =>
      expect(host.changes[0]?.[1]).toMatchObject({ dashboard: 'd1', range: null, weekday: 'mon', isPaused: true }),
    );
    fireEvent.click(button('Send now: Morning report'));
    await waitFor(() => expect(actions.say).toHaveBeenCalledWith('Morning report is being made.'));
    fireEvent.click(button('Delete: Morning report'));
    fireEvent.click(button('Yes, delete'));
    await waitFor(() => expect(actions.say).toHaveBeenCalledWith('Morning report is deleted.'));
  });

  it('tell that they cannot be had, and that there is no channel', async () => {
    new FakeHost({ ...around, [`GET ${path}`]: [503, { detail: 'The store is away.' }] });
    show(ReportsPage);
    await screen.findByText(/The store is away/);
    cleanup();

    new FakeHost({ ...none, [`GET ${path}/channels`]: [200, { channels: [] }] });
    const { actions } = show(ReportsPage);
    await screen.findByText(/There is no channel that can carry reports/);
    fireEvent.click(screen.getByRole('link', { name: 'Alert channels' }));
    expect(actions.navigate).toHaveBeenCalledWith({ path: '/alerts/channels' });
    expect(screen.queryByRole('button', { name: 'Schedule a report' })).toBeNull();
  });

  it('speak Portuguese, and show foreign text in its order only', async () => {
    await speak('pt');
    new FakeHost({
      ...around,
      [`GET ${path}`]: [
        200,
        {
          schedules: [
            {
              ...weekly,
              name: hostile('Morning'),
              owner: hostile('ada'),
              channelName: hostile('mail'),
              sources: [hostile('default')],
            },
          ],
        },
      ],
    });
    const { container } = show(ReportsPage);

    await screen.findByText('Relatórios agendados');
    await screen.findByText(/segunda-feira às 07:00/);
    const { foreign, leaking } = inspect(container);
    expect(foreign).toBeGreaterThan(3);
    expect(leaking).toEqual([]);
  });
});

describe('the file of a report', () => {
  it('says what it holds and how long it is kept', async () => {
    new FakeHost({ 'GET /api/export/files/f1': [200, file] });
    show(FilePage, { path: '/reports/f1' });

    await screen.findByRole('heading', { name: 'Morning report' });
    screen.getByRole('button', { name: 'Download' });
    expect(document.querySelector('.fact-grid')?.textContent).toContain('default');
  });

  it('that is kept no longer says so', async () => {
    new FakeHost({ 'GET /api/export/files/f1': [404, { title: 'Unknown report' }] });
    show(FilePage, { path: '/reports/f1' });

    await screen.findByText('This report is not there');
    screen.getByText(/kept for 7 days/);
  });
});
