import { watchActivity } from '../connection/activity';
import { takeDocumentState } from '../connection/documentState';
import { tellHost } from '../connection/hostApi';
import { HubClock } from '../connection/hubClock';
import { HubSession } from '../connection/hubSession';
import { endSession, isSignOutPending } from '../connection/pendingSignOut';
import { watchSilence } from '../connection/silence';
import { addressOf, pathBase } from '../contract/address';
import type { History } from '../contract/history';
import { forgetDrafts } from '../state/drafts';
import type { AskFailure } from '../state/history/failure';
import { HistoryStore, type Question } from '../state/history/HistoryStore';
import { forgetSeries, loadSeries, saveSeries } from '../state/keptSeries';
import { shownConnection } from '../state/monitor';
import { PreferenceStore, type Preferences } from '../state/preferences';
import { inScope } from '../state/scope';
import { createStore, type Store } from '../state/store';
import { loadTexts, t } from '../text/text';
import { failureText } from './failureText';
import type { Cause } from './frame';
import { Home, isPlainHome } from './home';
import type { Notice } from './Notice';
import { dashboardPath, homePath, type PageEntry, pageAt } from './page';
import { changedRoute, formatRoute, homeRoute, parseRoute, type Route } from './route';
import type { Overlay, PageActions, Scene, Step } from './scene';

const noticeMs = 6000;

/** What the application consists of besides what it draws: the state, the connection, the address, and what a person prefers. */
export class Application implements PageActions {
  readonly store: Store = createStore();
  readonly clock = new HubClock();
  readonly session = new HubSession(this.store, this.clock);
  private readonly now = (): number => this.clock.nowMs();
  readonly preferences = new PreferenceStore();
  readonly history = new HistoryStore(loadHistory, () => this.changed('hub'));
  route = parseRoute(location);
  notice: Notice | null = null;
  overlay: Overlay | null = null;
  readonly home = new Home(this.store);

  /** Whether the newest step of the way back is what is being typed. */
  private isTyping = false;
  private readonly listeners = new Set<(cause: Cause) => void>();
  private noticeTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(readonly pages: readonly PageEntry[]) {}

  start(): void {
    if (location.pathname === pathBase()) {
      // Behind a proxy that strips the path, the host cannot tell this from the address with a slash.
      keepInHistory('replaceState', formatRoute(this.route));
    }
    if (this.home.id !== null && isPlainHome(location)) {
      this.route = { ...homeRoute, path: dashboardPath(this.home.id) };
      keepInHistory('replaceState', formatRoute(this.route));
    }
    const begun = takeDocumentState(this.clock);
    this.preferences.apply();
    this.preferences.follow(loadTexts, () => this.changed());
    this.store.dispatch({ type: 'restored', kept: loadSeries(this.clock.nowMs()) });
    this.store.subscribe(() => {
      const { connection } = this.store.state;
      if (connection.kind === 'ended') {
        forgetSeries();
      }
      if (connection.kind === 'ended' && connection.reason === 'signed-out') {
        this.forgetPerson();
      }
      this.changed('hub');
    });
    addEventListener('pagehide', this.keepSeries);
    document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && this.keepSeries());
    addEventListener('popstate', () => {
      this.route = parseRoute(location);
      this.isTyping = false;
      this.changed();
    });
    if (isSignOutPending()) {
      this.signOut();
      return;
    }
    if (begun) {
      this.store.dispatch({ type: 'account', account: begun.account });
      for (const incoming of begun.messages) {
        this.store.dispatch({ type: 'message', incoming, receivedAtMs: this.clock.nowMs() });
      }
    }
    this.session.start(begun?.account ?? null);
    this.home.follow(isPlainHome(location), (id) => this.toHome(id));
    watchActivity(() => this.store.state.connection.kind !== 'ended' && void tellHost('/api/account/me'));
    watchSilence(this.store, this.clock, () => void this.session.prove());
  }

  /** Calls back whenever something to draw changed. */
  subscribe(listener: (cause: Cause) => void): void {
    this.listeners.add(listener);
  }

  scene(): Scene {
    const { state } = this.store;
    const nowMs = this.clock.nowMs();
    return {
      state,
      views: inScope(state, this.route.source),
      nowMs,
      now: this.now,
      isConnected: shownConnection(state, nowMs) === 'open',
      route: this.route,
      pages: this.pages,
      history: this.history,
      preferences: this.preferences.current,
      overlay: this.overlay,
      home: this.home.id,
      actions: this,
    };
  }

  /** The title of the page that the address names: that of the product for the dashboard and for an unknown address. */
  title(): string {
    const page = this.route.path === homePath ? undefined : pageAt(this.pages, this.route.path);
    return page ? `${t(page.title)} – ${t('common.product')}` : t('common.product');
  }

  navigate(change: Partial<Route>, step: Step = 'push'): void {
    const before = this.route;
    this.route = changedRoute(before, change, pageAt(this.pages, before.path)?.keeps);
    const address = formatRoute(this.route);
    if (address !== formatRoute(before)) {
      keepInHistory(step === 'replace' && this.isTyping ? 'replaceState' : 'pushState', address);
      this.isTyping = step === 'replace';
    }
    if (this.route.path !== before.path) {
      scrollTo(0, 0);
    }
    this.changed();
  }

  /** Shows something else by itself: no step of the way back, and everything else that the address says stays. */
  turnTo(change: Partial<Route>): void {
    this.route = { ...this.route, ...change };
    keepInHistory('replaceState', formatRoute(this.route));
    this.changed();
  }

  prefer(change: Partial<Preferences>): void {
    const apply = () => {
      this.preferences.change(change);
      this.changed();
    };
    if (change.language === undefined) {
      apply();
    } else {
      loadTexts(change.language).then(apply, () => this.say(t('menu.languageNotLoaded'), 'failed'));
    }
  }

  open(overlay: Overlay | null): void {
    this.overlay = overlay;
    this.changed();
  }

  tryNow(): void {
    this.session.tryNow();
  }

  link() {
    return this.session.open;
  }

  say(text: string, kind: Notice['kind'] = 'done'): void {
    this.notice = { text, kind };
    clearTimeout(this.noticeTimer);
    this.noticeTimer = setTimeout(() => {
      this.notice = null;
      this.changed();
    }, noticeMs);
    this.changed();
  }

  keepHome(id: string | null): void {
    this.home.keep(id);
    this.changed();
  }

  signOut(): void {
    // First, whatever the host answers: the next person at this browser must not see what is shown.
    this.session.leave();
    this.forgetPerson();
    const untold = (error: unknown) =>
      this.store.dispatch({ type: 'ended', reason: 'signed-out', untold: failureText(error, 'failure.signOut') });
    void endSession(untold).then(() => location.assign(addressOf('/login')));
  }

  /** To the dashboard that a person begins with, which the host has told just now: only if they have gone nowhere meanwhile. */
  private toHome(id: string | null): void {
    if (id !== null && formatRoute(this.route) === formatRoute(homeRoute)) {
      this.turnTo({ path: dashboardPath(id) });
    }
    this.changed();
  }

  private forgetPerson(): void {
    forgetDrafts();
    this.home.forget();
  }

  private readonly keepSeries = (): void => {
    const { sources, kept, connection } = this.store.state;
    if (connection.kind === 'ended') {
      return;
    }
    saveSeries(new Map([...kept, ...[...sources].map(([name, view]) => [name, view.series] as const)]), this.clock.nowMs());
  };

  private changed(cause: Cause = 'person'): void {
    for (const listener of this.listeners) {
      listener(cause);
    }
  }
}

/** Asks for history, with what is loaded after the first screen. */
async function loadHistory(question: Question): Promise<readonly History[] | AskFailure> {
  try {
    const { fetchHistory } = await import('../connection/historyApi');
    return await fetchHistory(question);
  } catch {
    // The host cannot be reached, or it runs another version by now and no longer has that file.
    return { kind: 'unreachable', detail: null };
  }
}

/** Puts an address into the browser's history. */
function keepInHistory(how: 'pushState' | 'replaceState', address: string): void {
  try {
    history[how](null, '', address);
  } catch {
    // Some browsers allow a hundred in half a minute, and none in some frames. The page goes there all the same, under its old address.
  }
}
