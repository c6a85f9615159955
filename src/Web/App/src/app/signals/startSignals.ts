import type { MonitorState } from '../../state/monitor';
import { t } from '../../text/text';
import type { Application } from '../application';
import { faviconOf } from './favicon';
import { type Headline, headline } from './headline';
import { permission, tell, tellings } from './notifications';
import { meeting, signals, type Told, toldBy } from './signals';

const leastMs = 1000;

/**
 * Keeps the tab's title, its icon and the notifications up to date, hidden or not: with every change, at most once a second, and
 * once a second for what is noticed by its absence.
 */
export function startSignals(application: Application): void {
  let atMs = Number.NEGATIVE_INFINITY;
  let due: ReturnType<typeof setTimeout> | undefined;
  const tab = new Tab();
  let told = toldBy(application.store.state);
  const update = () => {
    due = undefined;
    atMs = performance.now();
    const { state } = application.store;
    tab.show(headline(state, application.clock.nowMs(), application.title()));
    notify(application, told, state, tab.icon);
    told = toldBy(state, told);
  };
  application.subscribe(() => {
    told = meeting(told, application.store.state);
    // Update at once if it is time. A timer alone would be late, because browsers slow down the timers of hidden tabs.
    if (performance.now() - atMs >= leastMs) {
      clearTimeout(due);
      update();
    } else {
      due ??= setTimeout(update, leastMs);
    }
  });
  setInterval(() => performance.now() - atMs >= leastMs && update(), leastMs);
}

/** The title and the icon of the tab, set only when they change. */
class Tab {
  private readonly link = document.querySelector<HTMLLinkElement>('link[rel="icon"]');
  private drawn = 'calm/0';

  get icon(): string {
    return this.link?.href ?? '';
  }

  show(shown: Headline): void {
    if (document.title !== shown.title) {
      document.title = shown.title;
    }
    const key = `${shown.tone}/${shown.problems ?? 0}`;
    if (this.drawn === key || !this.link) {
      return;
    }
    this.drawn = key;
    const picture = pictureOf(shown);
    if (picture) {
      this.link.type = 'image/png';
      this.link.href = picture;
    }
  }
}

/** The icon; null where the browser draws none. */
function pictureOf(shown: Headline): string | null {
  try {
    return faviconOf(shown);
  } catch {
    // Hardened browsers take away parts of the canvas: the tab keeps its icon.
    return null;
  }
}

function notify(application: Application, before: Told, after: MonitorState, icon: string): void {
  if (!application.preferences.current.notify || permission() !== 'granted') {
    return;
  }
  try {
    for (const telling of tellings(after, signals(before, after))) {
      tell(telling, (route) => application.navigate(route), icon);
    }
  } catch {
    // Browsers on phones grant the permission and then take notifications from service workers only.
    application.prefer({ notify: false });
    application.say(t('notify.unavailable'), 'failed');
  }
}
