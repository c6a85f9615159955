import { cleanup, fireEvent, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { OpenPage } from '../../../src/pages/alerts/open/OpenPage';
import { newEvaluator } from '../../../src/state/evaluator';
import { setLanguage } from '../../../src/text/text';
import { FakeHost } from '../../fakeHost';
import { foreign, inspect } from '../../foreign';
import { hourMs, minuteMs, nowMs, problemOf, stuckOf, unhealthyOf, unreachableOf } from '../../messages';
import { speak } from '../../speak';
import { accountOf, evaluatorAt, sceneOf } from '../../staged';
import { button, noButton, show, withOwn } from './alerts';

const acknowledgePath = '/api/problems/problem-1/acknowledge';
const acknowledged = { by: 'ada@example.com', atMs: nowMs, untilMs: nowMs + hourMs, note: 'known' };
const items = () => [...document.querySelectorAll('.alert-item')].map(({ textContent }) => textContent ?? '');
const openDialog = () => fireEvent.click(button(/^Acknowledge/));
const submit = () => fireEvent.submit(document.querySelector('dialog form') as HTMLFormElement);

beforeEach(() => {
  HTMLDialogElement.prototype.showModal ??= () => undefined;
});

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  setLanguage('en');
});

describe('open problems', () => {
  it('are listed, the gravest first and then the newest', () => {
    show(OpenPage, [stuckOf(), problemOf({ sinceMs: nowMs - hourMs }), unhealthyOf({ sinceMs: nowMs - minuteMs })]);

    expect(items()).toHaveLength(3);
    expect(items()[0]).toContain('database is not healthy');
    expect(items()[1]).toContain('Orders to warehouse failed');
    expect(items()[2]).toContain('Stock is stuck: nothing has moved for long');
    expect(document.querySelector('.tab[aria-current]')?.textContent).toBe('Open3');
  });

  it('say how they stand', () => {
    show(OpenPage, [
      problemOf({
        acknowledged,
        silencedUntilMs: nowMs + hourMs,
        unseenSinceMs: nowMs - minuteMs,
        count: 3,
        detail: 'disk full',
        lastGoodAtMs: nowMs - 2 * hourMs,
        partOf: 'problem-down',
      }),
      unreachableOf(),
    ]);

    const [, text] = items();
    for (const part of [
      'failed 3 times in a row',
      'Acknowledged by ada@example.com',
      'Silenced until',
      'Cannot be seen since',
      'disk full',
      'Last good run:',
      'Part of: default cannot be reached',
      '≥ ',
    ]) {
      expect(items().join(' '), text).toContain(part);
    }
  });

  it('of kinds that the page does not know are shown by their title', () => {
    show(OpenPage, [problemOf({ kind: 'invented', title: 'Something new is wrong' })]);

    expect(items()[0]).toContain('Something new is wrong');
  });

  it('are narrowed by what the address says', () => {
    const all = [problemOf(), stuckOf(), unhealthyOf()];
    show(OpenPage, all, { query: 'kind=stuck' });
    expect(items()).toHaveLength(1);
    cleanup();

    show(OpenPage, all, { query: 'severity=critical&text=DATA' });
    expect(items()).toHaveLength(1);
    cleanup();

    const { actions } = show(OpenPage, all, { query: 'text=nowhere' });
    screen.getByText('No open problem matches these filters.');
    fireEvent.click(button('Clear filters'));
    expect(actions.navigate).toHaveBeenCalledWith({ source: null, query: '' });
  });

  it('are those of the monitor itself too', () => {
    const own = problemOf({
      source: '_monitor',
      kind: 'history-paused',
      title: 'History is paused',
      pipelineName: null,
      executionId: null,
    });
    show(OpenPage, [], {}, withOwn(sceneOf([]), own));

    expect(items()[0]).toContain('History is paused');
    expect(noButton(/^Explain/)).toBeNull();
  });

  it('let no name change the order of what is beside it', () => {
    const { container } = show(OpenPage, [foreign(problemOf({ acknowledged, detail: 'disk full' }))]);

    expect(inspect(container).foreign).toBeGreaterThan(3);
    expect(inspect(container).leaking).toEqual([]);
  });
});

describe('where no problem is open', () => {
  it.each([
    ['everything was evaluated', {}, 'No open problems'],
    ['the page is not connected', { isConnected: false }, 'This page is not connected, so nobody knows what is wrong now.'],
    [
      'the evaluator is silent',
      { nowMs: nowMs + minuteMs },
      'Nothing is being evaluated now, so nobody knows whether something is wrong.',
    ],
  ])('and %s, the page says so', (_, change, expected) => {
    const scene = sceneOf([]);
    show(OpenPage, [], {}, { state: { ...scene.state, ...evaluatorAt(nowMs) }, ...change });

    expect(document.querySelector('.empty')?.textContent).toContain(expected);
  });

  it('and nobody has evaluated yet, nothing counts as well', () => {
    const scene = sceneOf([]);
    show(OpenPage, [], {}, { state: { ...scene.state, evaluator: newEvaluator() } });

    expect(document.querySelector('.empty')?.textContent).toContain('Not everything has been evaluated yet');
  });
});

describe('a problem', () => {
  it('is acknowledged, with a note and for some hours', async () => {
    const host = new FakeHost({ [`POST ${acknowledgePath}`]: [204] });
    const { actions } = show(OpenPage, [problemOf()]);

    openDialog();
    fireEvent.click(button('24 h'));
    fireEvent.input(screen.getByLabelText('Note'), { target: { value: ' the vendor knows ' } });
    submit();

    await waitFor(() => expect(actions.say).toHaveBeenCalledWith('Acknowledged.'));
    expect(host.changes).toEqual([[`POST ${acknowledgePath}`, { hours: 24, note: 'the vendor knows' }]]);
    expect(document.querySelector('dialog')).toBeNull();
  });

  it('is said to be acknowledged later where nothing is evaluated', async () => {
    new FakeHost({ [`POST ${acknowledgePath}`]: [202, { message: 'Recorded' }] });
    const { actions } = show(OpenPage, [problemOf()]);

    openDialog();
    submit();

    await waitFor(() => expect(actions.say).toHaveBeenCalledWith(expect.stringContaining('not yet applied')));
  });

  it('that cannot be acknowledged keeps what was entered, and says why', async () => {
    let answer: readonly [number, unknown] = [400, { errors: { note: ['note has 501 characters.'] } }];
    new FakeHost({ [`POST ${acknowledgePath}`]: () => answer });
    show(OpenPage, [problemOf()]);

    openDialog();
    fireEvent.input(screen.getByLabelText('Note'), { target: { value: 'kept' } });
    submit();
    await screen.findByText('note has 501 characters.');
    expect(screen.getByLabelText('Note').getAttribute('aria-invalid')).toBe('true');
    answer = [409, { detail: 'The problem is over.' }];
    submit();
    await screen.findByText('The problem is over.');

    expect((screen.getByLabelText('Note') as HTMLInputElement).value).toBe('kept');
  });

  it('is nobody’s again when that is taken back', async () => {
    const host = new FakeHost({ [`DELETE ${acknowledgePath}`]: [204] });
    const { actions } = show(OpenPage, [problemOf({ acknowledged })]);

    fireEvent.click(button(/^Take back/));

    await waitFor(() => expect(actions.say).toHaveBeenCalledWith('The acknowledgement is taken back.'));
    expect(host.changes).toEqual([[`DELETE ${acknowledgePath}`]]);
  });

  it('says why it cannot be taken back', async () => {
    new FakeHost({ [`DELETE ${acknowledgePath}`]: [409, { detail: 'The problem is over.' }] });
    const { actions } = show(OpenPage, [problemOf({ acknowledged })]);

    fireEvent.click(button(/^Take back/));

    await waitFor(() => expect(actions.say).toHaveBeenCalledWith('The problem is over.', 'failed'));
  });

  it('is explained by the evaluator', async () => {
    new FakeHost({
      'GET /api/alerts/explain?rule=failing&source=default&pipeline=orders': [
        200,
        { fires: true, reasons: [{ code: 'of-a-newer-hub', text: 'It failed 2 times.', values: {} }] },
      ],
    });
    show(OpenPage, [problemOf()]);

    fireEvent.click(button(/^Explain/));

    await screen.findByText('It failed 2 times.');
    screen.getByText('It fires');
  });

  it('is for viewers to see only', () => {
    const { state } = show(OpenPage, [problemOf()]).scene;
    cleanup();

    show(OpenPage, [problemOf()], {}, { state: { ...state, account: accountOf('viewer') } });

    expect(noButton(/^Acknowledge/)).toBeNull();
    expect(noButton(/^Silence/)).toBeNull();
    expect(noButton(/^Explain/)).not.toBeNull();
    expect([...document.querySelectorAll('.tab')].map(({ textContent }) => textContent)).toEqual([
      'Open1',
      'Past',
      'Rules',
      'Silences',
    ]);
  });

  it('is worded in Portuguese too', async () => {
    await speak('pt');
    show(OpenPage, [problemOf(), problemOf({ id: 'late', kind: 'missed-start' })]);

    expect(items().join(' ')).toContain('falhou');
    expect(items().join(' ')).toContain('não começou embora devesse');
  });
});
