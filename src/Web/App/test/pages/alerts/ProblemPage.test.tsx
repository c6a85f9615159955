import { cleanup, screen } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ProblemPage } from '../../../src/pages/alerts/problem/ProblemPage';
import { FakeHost } from '../../fakeHost';
import { hostile, inspect } from '../../foreign';
import { hourMs, nowMs, problemOf } from '../../messages';
import { noButton, sentProblem, show } from './alerts';

const path = 'GET /api/problems/problem-1';
const iso = (atMs: number) => new Date(atMs).toISOString();
const changes = [
  { at: iso(nowMs - hourMs), what: 'opened', by: null, severity: 'critical', count: 1, text: 'Orders failed' },
  { at: iso(nowMs), what: 'acknowledged', by: 'ada@example.com', severity: 'critical', count: 1, text: 'known' },
  { at: iso(nowMs), what: 'became-part', by: null, severity: 'critical', count: 1, text: 'problem-2' },
  { at: iso(nowMs), what: 'invented', by: null, severity: 'critical', count: null, text: null },
];
const notification = {
  channelId: 'c1',
  channel: 'On call',
  event: 'opened',
  at: iso(nowMs),
  result: 'delivered',
  attempts: 2,
  lastAttemptAt: iso(nowMs),
  lastAttemptMs: 120,
  answer: '200 OK',
  endedAt: iso(nowMs),
};
const showIt = (...problems: Parameters<typeof show>[1]) => show(ProblemPage, problems, { path: '/problems/problem-1' });

beforeEach(() => {
  HTMLDialogElement.prototype.showModal ??= () => undefined;
});

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

describe('a problem’s page', () => {
  it('tells what happened and who was told', async () => {
    new FakeHost({
      [path]: [
        200,
        sentProblem({
          changes,
          notifications: [
            notification,
            { ...notification, channel: null, result: 'waiting', answer: null, endedAt: null, lastAttemptMs: null },
          ],
        }),
      ],
    });
    const { container } = showIt(problemOf());

    await screen.findByText('Opened');
    for (const part of [
      'Acknowledged by ada@example.com',
      'known',
      'The other problem',
      'invented',
      'On call',
      'Delivered',
      '120 ms · 2 attempts',
      '200 OK',
      'deleted channel',
      'Waiting',
      'Orders to warehouse',
      'bad',
    ]) {
      expect(container.textContent).toContain(part);
    }
    expect(screen.getByText('The other problem').getAttribute('href')).toBe('/problems/problem-2');
    expect(screen.getByText('When it began').getAttribute('href')).toMatch(/^\/\?source=default&from=.*&to=/);
    expect(noButton(/^Acknowledge/)).not.toBeNull();
  });

  it('offers nothing once the problem is over', async () => {
    new FakeHost({ [path]: [200, sentProblem({ resolvedAt: iso(nowMs), changes, notifications: [] })] });
    showIt();

    await screen.findByText('Nobody was told of it.');
    expect(document.querySelector('.problem-head')?.textContent).toContain('Resolved');
    expect(noButton(/^Acknowledge/)).toBeNull();
  });

  it('shows what is pushed while the problem is open', async () => {
    new FakeHost({ [path]: [200, sentProblem({ changes, notifications: [] })] });
    showIt(problemOf({ sequence: 9, count: 7 }));

    await screen.findByText('failed 7 times in a row', { exact: false, selector: 'h2' });
  });

  it.each([
    ['channel-broken', 'Channels', '/alerts/channels'],
    ['history-paused', 'State of history', '/history'],
  ])('of the kind %s leads to where it is dealt with', async (kind, name, href) => {
    const own = { kind, source: '_monitor', pipelineId: null, pipelineName: null, executionId: null, title: 'It is broken' };
    new FakeHost({ [path]: [200, sentProblem({ ...own, changes, notifications: [] })] });
    showIt();

    await screen.findByText('It is broken', { selector: 'h2 *' });
    expect(screen.getByRole('link', { name }).getAttribute('href')).toBe(href);
    expect(screen.queryByText('When it began')).toBeNull();
  });

  it('says that there is none, or why nobody knows', async () => {
    new FakeHost({ [path]: [404, { detail: 'There is no such problem.' }] });
    showIt();
    await screen.findByText('No such problem');
    cleanup();

    new FakeHost({ [path]: [500, {}] });
    showIt();
    await screen.findByText('The host answered with an error (500)', { exact: false });
  });

  it('lets no name change the order of what is beside it', async () => {
    const told = { ...notification, channel: hostile('On call'), answer: hostile('ok') };
    const steps = changes.map((change) => ({
      ...change,
      text: change.text && hostile(change.text),
      by: change.by && hostile(change.by),
    }));
    new FakeHost({
      [path]: [
        200,
        sentProblem({ pipelineName: hostile('Orders'), title: hostile('Orders failed'), changes: steps, notifications: [told] }),
      ],
    });
    const { container } = showIt();

    await screen.findByText('Opened');
    expect(inspect(container).foreign).toBeGreaterThan(5);
    expect(inspect(container).leaking).toEqual([]);
  });
});
