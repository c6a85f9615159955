import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { RulesPage } from '../../../src/pages/alerts/rules/RulesPage';
import { setLanguage } from '../../../src/text/text';
import { FakeHost } from '../../fakeHost';
import { hostile, inspect } from '../../foreign';
import { nowMs, pipelineOf } from '../../messages';
import { speak } from '../../speak';
import { accountOf, sceneOf } from '../../staged';
import { button, noButton, sentMatch, show } from './alerts';

const path = '/api/alerts/rules';
const name = 'A daemon cannot be reached or has gone silent';
const builtIn = {
  id: 'unreachable',
  name,
  kind: 'unreachable',
  enabled: true,
  severity: 'critical',
  match: sentMatch,
  settings: { delaySeconds: 10 },
  runbook: null,
  builtIn: true,
};
const own = {
  id: 'r1',
  name: 'CPU is busy',
  kind: 'threshold',
  enabled: false,
  severity: 'warning',
  match: { ...sentMatch, sources: ['default'] },
  settings: { figure: 'cpuUsage', above: 90, clear: 80, forSeconds: 300 },
  runbook: 'https://wiki.example/cpu',
  builtIn: false,
};
const listed = { [`GET ${path}`]: [200, { rules: [builtIn, own] }] } as const;
const enter = (label: string, value: string) => fireEvent.input(screen.getByLabelText(label), { target: { value } });
const submit = () => fireEvent.submit(document.querySelector('dialog form') as HTMLFormElement);

async function open(change: Parameters<typeof show>[3] = {}) {
  const shown = show(RulesPage, [], {}, change);
  await screen.findByText(name);
  return shown;
}

beforeEach(() => {
  HTMLDialogElement.prototype.showModal ??= () => undefined;
});

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  setLanguage('en');
});

describe('rules', () => {
  it('are listed with their settings, one’s own first', async () => {
    new FakeHost(listed);
    await open();

    const [ownRow, builtInRow] = [...document.querySelectorAll('tbody tr')].map(({ textContent }) => textContent);
    expect(ownRow).toContain('CPU use · above 90 % · well again at 80 % · for 5 m 0 s');
    expect(ownRow).toContain('Daemons: default');
    expect(screen.getByText('https://wiki.example/cpu').closest('a')?.getAttribute('rel')).toBe('noreferrer');
    expect(builtInRow).toContain('message after 10 s');
    expect(builtInRow).toContain('Everything');
    expect(screen.getAllByRole('switch').map((one) => one.getAttribute('aria-checked'))).toEqual(['false', 'true']);
  });

  it('that are built in are named in the language in use, until somebody renames them', async () => {
    await speak('pt');
    new FakeHost({
      [`GET ${path}`]: [200, { rules: [builtIn, { ...builtIn, id: 'slow', kind: 'slow', name: 'Slow by my own words' }] }],
    });
    show(RulesPage, []);

    await screen.findByText('Um daemon está inacessível ou ficou em silêncio');
    screen.getByText('Slow by my own words');
  });

  it('are switched off and on with everything else as it is', async () => {
    const host = new FakeHost({ ...listed, [`PUT ${path}/unreachable`]: [200, builtIn] });
    const { actions } = await open();

    fireEvent.click(screen.getByRole('switch', { name: `On: ${name}` }));

    await waitFor(() => expect(actions.say).toHaveBeenCalledWith(`${name} is off.`));
    const { id, builtIn: _, ...body } = builtIn;
    expect(host.changes).toEqual([[`PUT ${path}/${id}`, { ...body, enabled: false }]]);
  });

  it('say why they could not be switched', async () => {
    new FakeHost({ ...listed, [`PUT ${path}/r1`]: [403, { detail: 'Not permitted.' }] });
    const { actions } = await open();

    fireEvent.click(screen.getByRole('switch', { name: 'On: CPU is busy' }));

    await waitFor(() => expect(actions.say).toHaveBeenCalledWith('Not permitted.', 'failed'));
  });

  it('are made, with numbers as numbers', async () => {
    const host = new FakeHost({ ...listed, [`POST ${path}`]: [200, own] });
    const { actions } = await open();

    fireEvent.click(button('Add a rule'));
    enter('Rule', ' Memory ');
    fireEvent.change(screen.getByLabelText('Figure'), { target: { value: 'memoryUsage' } });
    enter('Above (%)', '92,5');
    enter('Pipelines', 'a*');
    submit();

    await waitFor(() => expect(actions.say).toHaveBeenCalledWith(expect.stringContaining('Memory')));
    expect(host.changes).toEqual([
      [
        `POST ${path}`,
        {
          name: 'Memory',
          kind: 'threshold',
          enabled: true,
          severity: 'warning',
          match: { ...sentMatch, pipelines: ['a*'] },
          settings: { figure: 'memoryUsage', above: 92.5, forSeconds: 60 },
          runbook: null,
        },
      ],
    ]);
  });

  it('that cannot be saved keep what was entered, and say at each field what is wrong', async () => {
    const errors = { name: ['name is empty.'], 'settings.above': ['A threshold needs above or below.'], settings: ['too many'] };
    new FakeHost({ ...listed, [`PUT ${path}/r1`]: [400, { errors }] });
    await open();

    fireEvent.click(button('Edit: CPU is busy'));
    enter('Above (%)', 'many');
    submit();

    await screen.findByText('A threshold needs above or below.');
    screen.getByText('name is empty.');
    screen.getByText('too many');
    expect((screen.getByLabelText('Above (%)') as HTMLInputElement).value).toBe('many');
    await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText('Rule')));
  });

  it('have the settings of their kind', async () => {
    const kinds = ['missed-start', 'late-finish'].map((kind) => ({ ...builtIn, id: kind, kind, name: kind }));
    new FakeHost({ [`GET ${path}`]: [200, { rules: [builtIn, ...kinds] }] });
    await open();

    fireEvent.click(button('Edit: missed-start'));
    expect(within(document.querySelector('dialog') as HTMLElement).getByLabelText('Schedule')).toBeTruthy();
    fireEvent.click(button('Close'));
    fireEvent.click(button('Edit: late-finish'));
    for (const label of ['Done by', 'Longest duration (min)', 'Time zone', 'Message after (s)']) {
      screen.getByLabelText(label);
    }
  });

  it('are previewed before they are saved, and once more after a change', async () => {
    const iso = new Date(nowMs).toISOString();
    const opening = {
      source: 'default',
      pipelineId: null,
      pipelineName: null,
      since: iso,
      until: iso,
      title: 'CPU use of default is above 90',
    };
    const preview = { from: iso, to: iso, openings: [opening, { ...opening, until: null }], more: 3, seenPercent: 40 };
    const host = new FakeHost({ ...listed, [`POST ${path}/preview`]: [200, preview] });
    await open();

    fireEvent.click(button('Edit: CPU is busy'));
    fireEvent.click(button('Show what it would have done in the last 30 days'));
    await screen.findByText('It would have opened 5 problems in the last 30 days');
    screen.getByText('(40 % of that time was watched)');
    screen.getByText('and 3 more');
    expect(host.changes[0]?.[1]).toMatchObject({ name: 'CPU is busy', settings: { above: 90 } });

    enter('Above (%)', '95');
    screen.getByText('The rule has been changed since then.');
  });

  it.each([
    [503, 'This process does not evaluate rules.', 'The preview is not available here: this process does not evaluate rules.'],
    [503, 'History cannot be read: no room.', 'History cannot be read: no room.'],
    [409, 'Not of this kind.', 'There is no preview of this kind of rule: history does not hold what it is judged by.'],
  ])('cannot be previewed where the host answers %d: %s', async (status, detail, told) => {
    new FakeHost({ ...listed, [`POST ${path}/preview`]: [status, { detail }] });
    await open();

    fireEvent.click(button('Edit: CPU is busy'));
    fireEvent.click(button('Show what it would have done in the last 30 days'));

    await screen.findByText(told);
  });

  it('show at their fields what the preview finds wrong', async () => {
    new FakeHost({ ...listed, [`POST ${path}/preview`]: [400, { errors: { 'settings.clear': ['must be a number.'] } }] });
    await open();

    fireEvent.click(button('Edit: CPU is busy'));
    fireEvent.click(button('Show what it would have done in the last 30 days'));

    await screen.findByText('must be a number.');
  });

  it.each([
    ['r1', 'CPU is busy', 'Delete', 'Yes, delete', 'The rule is deleted.'],
    ['unreachable', name, 'Restore defaults', 'Yes, restore', 'The rule has its first settings again.'],
  ])('like %s are taken away', async (id, called, first, yes, told) => {
    const host = new FakeHost({ ...listed, [`DELETE ${path}/${id}`]: [204] });
    const { actions } = await open();

    fireEvent.click(button(`Edit: ${called}`));
    fireEvent.click(button(first));
    fireEvent.click(button(yes));

    await waitFor(() => expect(actions.say).toHaveBeenCalledWith(told));
    expect(host.changes).toEqual([[`DELETE ${path}/${id}`]]);
  });

  it('are explained for a daemon or a pipeline that is chosen', async () => {
    const host = new FakeHost({
      ...listed,
      'GET /api/alerts/explain?rule=r1&source=default': [
        200,
        {
          fires: false,
          reasons: [
            { code: 'figure-above', text: 'CPU', values: { figure: 'cpuUsage', value: 12.25, above: 90, forSeconds: 90 } },
          ],
        },
      ],
      'GET /api/alerts/explain?rule=r1&source=default&pipeline=orders': [
        200,
        { fires: null, reasons: [{ code: 'unseen', text: 'unseen', values: { source: 'default' } }] },
      ],
    });
    await openWithPipeline();

    fireEvent.click(button('Explain: CPU is busy'));
    await screen.findByText(/CPU use.* is 12\.3\. The rule fires above 90, for 1.m 30.s/);
    screen.getByText('It does not fire');
    fireEvent.change(screen.getByLabelText('Pipeline'), { target: { value: 'orders' } });

    await screen.findByText(/default.* cannot be seen now\. What follows is as it was last seen\./);
    screen.getByText('Not known: it cannot be seen now');
    expect(host.changes).toEqual([]);
  });

  it('are not explained while nothing is evaluated', async () => {
    const host = new FakeHost(listed);
    await open({ nowMs: nowMs + 60_000, state: sceneOf([]).state });

    fireEvent.click(button('Explain: CPU is busy'));

    screen.getByText('No daemon is watched.');
    expect(host.asked.filter(({ what }) => what.includes('explain'))).toEqual([]);
  });

  it('are for viewers to read only', async () => {
    new FakeHost(listed);
    await open({ state: { ...sceneOf([]).state, account: accountOf('viewer') } });

    expect(screen.queryByRole('switch')).toBeNull();
    expect(noButton('Add a rule')).toBeNull();
    expect(noButton(/^Edit/)).toBeNull();
    screen.getByText('Off');
  });

  it('let no text change the order of what is beside it', async () => {
    const rule = { ...own, name: hostile('CPU'), runbook: hostile('note'), match: { ...sentMatch, pipelines: [hostile('a*')] } };
    new FakeHost({ [`GET ${path}`]: [200, { rules: [rule, builtIn] }] });
    const { container } = await open();

    expect(inspect(container).foreign).toBeGreaterThan(3);
    expect(inspect(container).leaking).toEqual([]);
  });

  it('say why they are not there', async () => {
    new FakeHost({ [`GET ${path}`]: [500, {}] });
    show(RulesPage, []);

    await screen.findByText('The host answered with an error (500)', { exact: false });
  });
});

/** The page in a scene whose daemon lists a pipeline. */
async function openWithPipeline() {
  const { scene } = await open();
  cleanup();
  const view = scene.views[0];
  if (!view) {
    throw new Error('There is no daemon');
  }
  const pipelines = { ...view.pipelines, values: new Map([['orders', pipelineOf()]]) };
  const state = { ...scene.state, sources: new Map([[view.name, { ...view, pipelines }]]) };
  return open({ state });
}
