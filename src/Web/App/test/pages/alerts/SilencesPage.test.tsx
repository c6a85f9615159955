import { cleanup, fireEvent, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SilencesPage } from '../../../src/pages/alerts/silences/SilencesPage';
import { setTimeZone } from '../../../src/text/format';
import { FakeHost } from '../../fakeHost';
import { hostile, inspect } from '../../foreign';
import { hourMs, nowMs, problemOf, stuckOf } from '../../messages';
import { accountOf, sceneOf } from '../../staged';
import { button, noButton, sentMatch, show } from './alerts';

const iso = (atMs: number) => new Date(atMs).toISOString();
const path = '/api/alerts/silences';
const silence = {
  id: 's1',
  reason: 'Planned work',
  match: { ...sentMatch, sources: ['default'], kinds: ['failing'] },
  from: iso(nowMs - hourMs),
  to: iso(nowMs + hourMs),
  weekly: null,
  zone: null,
  createdBy: 'ada@example.com',
  createdAt: iso(nowMs - hourMs),
  activeUntil: iso(nowMs + hourMs),
  endedAt: null,
};
const nightly = {
  ...silence,
  id: 's2',
  reason: 'Nights',
  to: null,
  weekly: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '22:00', to: '06:00' }],
  zone: 'Europe/Lisbon',
  activeUntil: null,
};
/** Ended by a person before its time. */
const early = { ...silence, id: 's3', reason: 'Short work', activeUntil: null, endedAt: iso(nowMs - hourMs / 2) };
const listed = { [`GET ${path}?state=all`]: [200, { silences: [silence, nightly, early] }] } as const;
const enter = (label: string, value: string) => fireEvent.input(screen.getByLabelText(label), { target: { value } });
const submit = () => fireEvent.submit(document.querySelector('dialog form') as HTMLFormElement);

beforeEach(() => {
  HTMLDialogElement.prototype.showModal ??= () => undefined;
  setTimeZone('utc');
});

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  setTimeZone('local');
});

describe('silences', () => {
  it('are listed, those that run, those to come, and those that are over', async () => {
    new FakeHost(listed);
    show(SilencesPage, []);

    await screen.findByText('Planned work');
    const [running, coming, past] = [...document.querySelectorAll('main section')].map(({ textContent }) => textContent);
    expect(running).toContain('Running');
    expect(running).toContain('Kind: Failing pipeline');
    expect(coming).toContain('Mon–Fri 22:00–06:00');
    expect(coming).toContain('Europe/Lisbon');
    expect(coming).toContain('Goes on');
    expect(past).toContain('Short work');
    expect(past).toContain('(ended early)');
    expect(noButton('Edit: Short work')).toBeNull();
  });

  it('are made for a time, and show what they would concern now', async () => {
    const host = new FakeHost({ [`GET ${path}?state=all`]: [200, { silences: [] }], [`POST ${path}`]: [200, silence] });
    const { actions } = show(SilencesPage, [problemOf(), stuckOf()]);
    await screen.findByText('No silences');

    fireEvent.click(button('Add a silence'));
    expect(document.querySelector('.silenced-now')?.textContent).toContain('It concerns 2 problems open now');
    fireEvent.click(screen.getByRole('checkbox', { name: 'Stuck run' }));
    expect(document.querySelector('.silenced-now')?.textContent).toContain('It concerns 1 problem open now');
    enter('Pipelines', 'sto*\n\n');
    expect(document.querySelector('.silenced-now')?.textContent).toContain('Stock is stuck');
    enter('Reason', 'Planned work');
    fireEvent.change(screen.getByLabelText('Ends'), { target: { value: '24' } });
    submit();

    await waitFor(() => expect(actions.say).toHaveBeenCalledWith('The silence is made.'));
    expect(host.changes).toEqual([
      [
        `POST ${path}`,
        {
          reason: 'Planned work',
          match: { ...sentMatch, pipelines: ['sto*'], kinds: ['stuck'] },
          from: null,
          to: iso(nowMs + 24 * hourMs),
          weekly: null,
          zone: null,
        },
      ],
    ]);
  });

  it('are made for parts of each week', async () => {
    const host = new FakeHost({ [`GET ${path}?state=all`]: [200, { silences: [] }], [`POST ${path}`]: [202, nightly] });
    const { actions } = show(SilencesPage, []);
    await screen.findByText('No silences');

    fireEvent.click(button('Add a silence'));
    enter('Reason', 'Nights');
    fireEvent.click(button('Each week'));
    fireEvent.click(screen.getByRole('checkbox', { name: 'Fri' }));
    enter('From', '23:00');
    enter('Time zone', 'Europe/Lisbon');
    fireEvent.change(screen.getByLabelText('Begins'), { target: { value: 'later' } });
    enter('Begins at', '2026-01-05T00:00');
    submit();

    await waitFor(() => expect(actions.say).toHaveBeenCalledWith(expect.stringContaining('not yet applied')));
    expect(host.changes[0]?.[1]).toMatchObject({
      from: '2026-01-05T00:00:00.000Z',
      to: null,
      weekly: [{ days: ['mon', 'tue', 'wed', 'thu'], from: '23:00', to: '06:00' }],
      zone: 'Europe/Lisbon',
    });
  });

  it('that cannot be saved keep what was entered, and say at each field what is wrong', async () => {
    const errors = {
      reason: ['reason has 0 characters.'],
      to: ['to is missing.'],
      'match.sources': ['no such daemon'],
      'weekly[0].from': ['no time'],
      other: ['something else'],
    };
    new FakeHost({ ...listed, [`POST ${path}`]: [400, { errors }] });
    show(SilencesPage, []);
    await screen.findByText('Planned work');

    fireEvent.click(button('Add a silence'));
    fireEvent.click(button('Each week'));
    enter('Pipelines', 'kept');
    submit();

    await screen.findByText('reason has 0 characters.');
    for (const text of ['to is missing.', 'no such daemon', 'no time', 'something else']) {
      screen.getByText(text);
    }
    expect((screen.getByLabelText('Pipelines') as HTMLTextAreaElement).value).toBe('kept');
  });

  it('are changed and ended', async () => {
    const host = new FakeHost({ ...listed, [`PUT ${path}/s2`]: [200, nightly], [`DELETE ${path}/s1`]: [204] });
    const { actions } = show(SilencesPage, []);
    await screen.findByText('Planned work');

    fireEvent.click(button('Edit: Nights'));
    enter('Reason', 'All nights');
    submit();
    await waitFor(() => expect(actions.say).toHaveBeenCalledWith('The silence is changed.'));
    expect(host.changes[0]?.[1]).toMatchObject({ reason: 'All nights', to: null, zone: 'Europe/Lisbon', from: silence.from });

    fireEvent.click(button('End: Planned work'));
    fireEvent.click(button('Yes, end it'));
    await waitFor(() => expect(actions.say).toHaveBeenCalledWith('The silence has ended.'));
    expect(host.changes[1]).toEqual([`DELETE ${path}/s1`]);
  });

  it('are for viewers to read only', async () => {
    new FakeHost(listed);
    const { state } = sceneOf([]);
    show(SilencesPage, [], {}, { state: { ...state, account: accountOf('viewer') } });

    await screen.findByText('Planned work');
    expect(noButton('Add a silence')).toBeNull();
    expect(noButton(/^Edit/)).toBeNull();
  });

  it('of an operator of some daemons are for those', async () => {
    new FakeHost(listed);
    const { state } = sceneOf([]);
    show(SilencesPage, [], {}, { state: { ...state, account: { ...accountOf('operator'), operatesSources: ['north'] } } });
    await screen.findByText('Planned work');

    fireEvent.click(button('Add a silence'));
    expect((screen.getByRole('checkbox', { name: 'north' }) as HTMLInputElement).checked).toBe(true);
    expect(screen.queryByRole('checkbox', { name: 'default' })).toBeNull();
    screen.getByText('Only daemons whose runs you may start.');
  });

  it('say why they are not there, and let no text change the order of what is beside it', async () => {
    new FakeHost({ [`GET ${path}?state=all`]: [500, {}] });
    show(SilencesPage, []);
    await screen.findByText('The host answered with an error (500)', { exact: false });
    cleanup();

    const match = { ...sentMatch, sources: [hostile('north')], pipelines: [hostile('a*')] };
    new FakeHost({
      [`GET ${path}?state=all`]: [200, { silences: [{ ...silence, reason: hostile('Work'), match, createdBy: hostile('ada') }] }],
    });
    const { container } = show(SilencesPage, []);
    await screen.findByText('Running');
    expect(inspect(container).foreign).toBeGreaterThan(3);
    expect(inspect(container).leaking).toEqual([]);
  });
});
