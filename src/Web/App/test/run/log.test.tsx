import { fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { homeRoute } from '../../src/app/route';
import type { Scene } from '../../src/app/scene';
import { FakeLog } from '../fakeLog';
import { actionsOf } from '../staged';
import { drawn, stagedDrawer } from './drawerStage';

const stage = stagedDrawer();
const patience = { timeout: 30_000 };

describe('the log', () => {
  let log = new FakeLog();
  beforeEach(() => {
    log = new FakeLog();
    log.stub();
    Element.prototype.scrollIntoView ??= () => undefined;
  });
  afterEach(() => vi.unstubAllGlobals());

  const numbered = (count: number) => Array.from({ length: count }, (_, index) => ({ message: `line ${index + 1}` }));
  const opened = async (scene: Scene) => {
    const result = await drawn(scene);
    await waitFor(() => expect(document.querySelector('.log')?.getAttribute('data-log')).not.toBe('asking'), patience);
    return result;
  };
  const shown = () => [...document.querySelectorAll('.log-text')].map((line) => line.textContent);
  const foot = () => document.querySelector('.log-foot')?.textContent ?? '';
  const found = () => document.querySelector('.log-found')?.textContent ?? '';
  const look = (text: string) =>
    fireEvent.input(within(screen.getByRole('dialog')).getByRole('searchbox'), { target: { value: text } });

  it('opens with its last lines, as text, and says that it ended', async () => {
    log.lines = [...numbered(50_000), { message: '<b>bold</b>' }];

    await opened(stage.sceneWith('2'));

    expect(log.asked[0]?.searchParams.get('from')).toBe('-300');
    expect(shown().at(-1)).toBe('<b>bold</b>');
    expect(shown().length).toBeLessThan(400);
    expect(foot()).toContain('Ended');
    expect(foot()).toContain('50,001 lines');
  });

  it('goes on while the run does', async () => {
    log.isWhole = false;
    log.isReading = true;
    log.lines = numbered(3);
    await opened(stage.sceneWith('3'));
    expect(foot()).toContain('Live');

    log.lines = numbered(5);

    await waitFor(() => expect(shown()).toEqual(['line 1', 'line 2', 'line 3', 'line 4', 'line 5']), patience);
  });

  it('stands still while paused', async () => {
    log.isWhole = false;
    log.lines = numbered(3);
    await opened(stage.sceneWith('3'));
    fireEvent.click(screen.getByRole('button', { name: 'Pause' }));
    expect(foot()).toContain('Paused');
    log.lines = numbered(4);

    fireEvent.click(screen.getByRole('button', { name: 'Resume' }));

    await waitFor(() => expect(shown()).toHaveLength(4), patience);
  });

  it('is searched as a whole, and says how many lines were', async () => {
    log.lines = [{ message: 'the needle' }, ...numbered(20_000), { message: 'another NEEDLE' }];
    await opened(stage.sceneWith('2'));

    look('needle');
    await waitFor(() => expect(found()).toBe('2 lines'), patience);
    fireEvent.click(screen.getByRole('button', { name: 'Next match' }));
    await waitFor(() => expect(found()).toBe('1 of 2'), patience);
    await waitFor(() => expect(document.querySelector('.is-current .log-text')?.textContent).toBe('the needle'), patience);
    expect(document.querySelector('.is-current mark')?.textContent).toBe('needle');
    look('absent');

    await waitFor(() => expect(found()).toBe('not found in all 20,002 lines'), patience);
  });

  it('does not say that something is not there while it is being read', async () => {
    log.lines = numbered(10);
    log.isWhole = false;
    await opened(stage.sceneWith('3'));

    look('absent');

    await waitFor(() => expect(found()).toBe('not found in the 10 lines so far'), patience);
  });

  it('is searched by a pattern, and says what is wrong with one', async () => {
    log.lines = numbered(30);
    await opened(stage.sceneWith('2'));
    fireEvent.click(screen.getByRole('button', { name: 'Regular expression' }));

    look('line 1.');
    await waitFor(() => expect(found()).toBe('10 lines'), patience);
    log.refusal = { status: 400, detail: 'The pattern cannot be used.' };
    look('line (');

    await waitFor(() => expect(found()).toBe('The pattern cannot be used.'), patience);
  });

  it('shows lines of a level only', async () => {
    log.lines = [...numbered(2000), { message: 'it broke', level: 'error' }, ...numbered(100)];
    await opened(stage.sceneWith('2'));

    fireEvent.change(screen.getByRole('combobox', { name: 'Least level' }), { target: { value: 'error' } });

    await waitFor(() => expect(shown()).toEqual(['it broke']), patience);
    expect(foot()).toContain('1 of 2,101 lines');
  });

  it('goes to the line of the address, and puts one there', async () => {
    log.lines = numbered(5000);
    const scene = stage.sceneWith('2');
    const navigate = vi.fn();
    const route = { ...homeRoute, run: { source: 'default', id: '2', line: 1234 } };
    await opened({ ...scene, route, actions: { ...actionsOf(stage.hub.link), navigate } });
    await waitFor(() => expect(document.querySelector('.is-current')?.getAttribute('data-line')).toBe('1234'), patience);

    fireEvent.click(screen.getByRole('button', { name: '1236' }));

    expect(navigate).toHaveBeenCalledWith({ run: { source: 'default', id: '2', line: 1236 } }, 'push');
  });

  it('shows what the address looks for, and puts there what is looked for', async () => {
    log.lines = [...numbered(50), { message: 'it broke', level: 'error' }, { message: 'broken again', level: 'error' }];
    const scene = stage.sceneWith('2');
    const navigate = vi.fn();
    const sought = { text: 'broke', isPattern: false, level: 'error' as const, stream: null };
    const route = { ...homeRoute, run: { source: 'default', id: '2', log: sought } };
    await opened({ ...scene, route, actions: { ...actionsOf(stage.hub.link), navigate } });
    await waitFor(() => expect(shown()).toEqual(['it broke', 'broken again']), patience);
    await waitFor(() => expect(found()).toBe('2 lines'), patience);

    look('again');
    fireEvent.change(screen.getByRole('combobox', { name: 'Least level' }), { target: { value: '' } });

    const place = (log: object) => ({ run: { source: 'default', id: '2', log } });
    expect(navigate.mock.calls).toEqual([
      [place({ ...sought, text: 'again' }), 'replace'],
      [place({ ...sought, text: 'again', level: null }), 'push'],
    ]);
  });

  it('shows lines of a stream only, once a line tells one', async () => {
    log.lines = [
      { message: 'said', stream: 'stdout' },
      { message: 'it broke', stream: 'stderr' },
    ];
    await opened(stage.sceneWith('2'));
    await waitFor(() => expect(shown()).toEqual(['said', 'it broke']), patience);

    fireEvent.change(screen.getByRole('combobox', { name: 'Stream' }), { target: { value: 'stderr' } });

    await waitFor(() => expect(shown()).toEqual(['it broke']), patience);
    expect(foot()).toContain('1 of 2 lines');
  });

  it('has no filter of streams where no line tells one', async () => {
    log.lines = numbered(3);
    await opened(stage.sceneWith('2'));
    await waitFor(() => expect(shown()).toHaveLength(3), patience);

    expect(screen.queryByRole('combobox', { name: 'Stream' })).toBeNull();
  });

  it('shows the styles of a terminal, and adds no other class', async () => {
    log.lines = [{ message: 'plain red bold', styles: '6:red 9: 10:bold,bright-blue,evil"x' }];
    await opened(stage.sceneWith('2'));
    await waitFor(() => expect(shown()).toEqual(['plain red bold']), patience);

    const styled = [...document.querySelectorAll('[class*="ansi-"]')].map((part) => [part.className, part.textContent]);

    expect(styled).toEqual([
      ['ansi-red', 'red'],
      ['ansi-bold ansi-bright-blue', 'bold'],
    ]);
  });

  it('folds what is long, and opens it', async () => {
    log.lines = [{ message: 'Traceback:\n  one\n  two\n  three\nValueError: x' }, { message: '{"event": "sync", "rows": 12}' }];
    await opened(stage.sceneWith('2'));
    expect(shown()).toEqual(['Traceback:', 'ValueError: x', '{"event":"sync","rows":12}']);

    fireEvent.click(screen.getByRole('button', { name: '+ 3 lines' }));

    await waitFor(() => expect(shown()[0]).toContain('  three'), patience);
    expect(document.querySelector('.json-name')?.textContent).toBe('"event"');
  });

  it('says why it cannot be read on, and up to when it goes', async () => {
    log.lines = numbered(3);
    log.isWhole = false;
    log.error = 'Unable to connect to FLEXT daemon: Connection refused';
    log.storeError = 'No space left on device';
    log.missing = [2];

    await opened(stage.sceneWith('3'));

    expect(foot()).toContain('Read until');
    expect(foot()).toContain('Connection refused');
    expect(foot()).toContain('No space left on device');
    expect(shown()).toEqual(['line 1', 'line 3']);
    expect(document.querySelector('.log-missing')?.textContent).toBe('This line was not kept.');
  });

  it('says that the host refuses it, and asks again', async () => {
    log.refusal = { status: 503, detail: 'Daemon ‘default’ is down.' };
    await opened(stage.sceneWith('2'));
    expect(foot()).toContain('Daemon ‘default’ is down.');

    log.refusal = null;
    log.lines = numbered(1);
    fireEvent.click(screen.getByRole('button', { name: 'Load again' }));

    await waitFor(() => expect(shown()).toEqual(['line 1']), patience);
  });
});
