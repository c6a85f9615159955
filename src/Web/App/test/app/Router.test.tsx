import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { useReducer } from 'preact/hooks';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { App } from '../../src/app/App';
import { Application } from '../../src/app/application';
import type { PageEntry } from '../../src/app/page';
import { pages } from '../../src/app/pages';
import type { Account } from '../../src/state/monitor';
import { accountOf } from '../staged';

// A slow machine loads slowly.
vi.setConfig({ testTimeout: 60_000 });

/** What adding a page takes: its entry, and what that loads. */
const notes = (change: Partial<PageEntry> = {}): PageEntry => ({
  path: '/notes',
  title: 'executions.title',
  icon: 'log',
  role: 'operator',
  keeps: [],
  isListed: true,
  load: async () => () => <main>the notes</main>,
  ...change,
});

/** An application at an address, with one page more than there are; drawn again whenever something changed. */
function open(path: string, page = notes(), account: Account | null = accountOf('operator')): Application {
  history.replaceState(null, '', path);
  const application = new Application([...pages, page]);
  if (account) {
    application.store.dispatch({ type: 'account', account });
  }
  const Drawn = () => {
    const [, draw] = useReducer((count: number) => count + 1, 0);
    application.subscribe(() => draw(undefined));
    application.store.subscribe(() => draw(undefined));
    return <App scene={application.scene()} notice={application.notice} />;
  };
  render(<Drawn />);
  return application;
}

const notice = () => document.querySelector<HTMLElement>('[data-page]');
const openMenu = () =>
  act(() => {
    (document.querySelector('.menu') as HTMLDetailsElement).open = true;
  });

// Nothing is there to load one from.
vi.mock('../../src/kit/stylesheet', () => ({ loadStylesheet: () => Promise.resolve() }));

describe('a page that was added to the manifest', () => {
  // Loaded once before: how long that takes depends on the machine, and no test waits for it.
  beforeAll(async () => {
    await Promise.all(pages.map((page) => page.load()));
  }, 60_000);

  beforeEach(() => {
    localStorage.clear();
    vi.stubGlobal('reportError', vi.fn());
    HTMLDialogElement.prototype.showModal ??= () => undefined;
    Element.prototype.scrollIntoView ??= () => undefined;
  });

  afterEach(() => {
    cleanup();
    vi.unstubAllGlobals();
    history.replaceState(null, '', '/');
  });

  it('is drawn at its address, below the common header', async () => {
    open('/notes');

    await screen.findByText('the notes');
    expect(document.querySelector('.strip')).not.toBeNull();
  });

  it('is loaded when it is opened and not before, and only once', async () => {
    const load = vi.fn(notes().load);
    const application = open('/nowhere', notes({ load }));
    expect(load).not.toHaveBeenCalled();

    act(() => application.navigate({ path: '/notes' }));
    await screen.findByText('the notes');
    act(() => application.navigate({ path: '/nowhere' }));
    act(() => application.navigate({ path: '/notes' }));

    expect(screen.getByText('the notes')).toBeTruthy();
    expect(load).toHaveBeenCalledOnce();
  });

  it('is opened from the menu, and has the focus then', async () => {
    open('/nowhere');
    await openMenu();
    fireEvent.click(screen.getByRole('link', { name: 'Recent runs' }));

    await screen.findByText('the notes');
    expect(location.pathname).toBe('/notes');
    await waitFor(() => expect(document.activeElement?.textContent).toBe('the notes'));
  });

  it('is left to the browser where its link is opened in another tab', async () => {
    const application = open('/nowhere');
    await openMenu();
    const link = screen.getByRole('link', { name: 'Recent runs' });

    expect(link.getAttribute('href')).toBe('/notes');
    expect(fireEvent.click(link, { ctrlKey: true })).toBe(true);
    expect(application.route.path).toBe('/nowhere');
  });

  it('is found by the command palette', async () => {
    const application = open('/nowhere');
    act(() => application.open('palette'));

    fireEvent.input(await screen.findByRole('combobox', {}, { timeout: 30_000 }), { target: { value: 'recent' } });
    fireEvent.click(screen.getByRole('option'));

    await screen.findByText('the notes');
  });

  it('is neither offered nor opened without its role, and leads back', async () => {
    const load = vi.fn(notes().load);
    open('/notes', notes({ load }), accountOf('viewer'));
    await openMenu();

    expect(notice()?.dataset.page).toBe('forbidden');
    expect(notice()?.textContent).toContain('‘Operator’');
    expect(screen.queryByRole('link', { name: 'Recent runs' })).toBeNull();
    expect(load).not.toHaveBeenCalled();

    fireEvent.click(screen.getByRole('link', { name: 'Back to the dashboard' }));
    expect(location.pathname).toBe('/');
  });

  it.each([
    ['signed-out', '/people', 0],
    ['signed-out', '/account', 0],
    ['forbidden', '/people', 0],
    ['forbidden', '/account', 1],
  ] as const)('is emptied after %s at %s, but for what needs no role', async (reason, path, headings) => {
    vi.stubGlobal('fetch', async () => Response.json({ people: [], sessions: [] }));
    const application = open(path, notes(), accountOf('viewer', 'operator', 'admin'));
    await screen.findByRole('heading', { level: 2 });

    act(() => application.store.dispatch({ type: 'ended', reason }));

    expect(screen.queryAllByRole('heading', { level: 2 })).toHaveLength(headings);
  });

  it('refuses nobody before the host has said who is signed in', () => {
    open('/notes', notes(), null);

    expect(notice()).toBeNull();
    expect(document.querySelector('main [aria-busy="true"]')).not.toBeNull();
  });

  it('says that it could not be loaded, and is there once it can be', async () => {
    const load = vi.fn(notes().load).mockRejectedValueOnce(new Error('offline'));
    open('/notes', notes({ load }));

    fireEvent.click(await screen.findByRole('button', { name: 'Try again' }));

    await screen.findByText('the notes');
    expect(reportError).toHaveBeenCalledExactlyOnceWith(new Error('offline'));
  });

  it('has the focus at each unknown address that is opened after another', async () => {
    const application = open('/nowhere');
    const main = () => document.querySelector('main');

    act(() => application.navigate({ path: '/nowhere/else' }));
    await waitFor(() => expect(document.activeElement).toBe(main()));
    act(() => main()?.blur());
    act(() => application.navigate({ path: '/nowhere/again' }));

    await waitFor(() => expect(document.activeElement).toBe(main()));
  });

  it('gives the tab its title', () => {
    expect(open('/notes').title()).toBe('Recent runs – FlextMonitor');
    cleanup();

    expect(open('/').title()).toBe('FlextMonitor');
  });
});

describe('an address without a page', () => {
  afterEach(cleanup);

  it('says so and leads to the dashboard', () => {
    open('/nowhere/at/all');
    expect(notice()?.textContent).toContain('There is no page at this address');

    fireEvent.click(screen.getByRole('link', { name: 'Back to the dashboard' }));

    expect(location.pathname).toBe('/');
    expect(notice()).toBeNull();
  });
});

describe('the manifest', () => {
  it('gives every page an address of its own', () => {
    const paths = pages.map(({ path }) => path);

    expect(new Set(paths).size).toBe(paths.length);
    expect(paths.filter((path) => !/^\/(?:[a-z0-9-]+(?:\/:?[a-z0-9-]+)*)?$/.test(path))).toEqual([]);
  });

  it.each(pages.map((page) => [page.path, page] as const))('loads %s', async (_, page) => {
    expect(await page.load()).toBeTypeOf('function');
  });
});
