import { firstLine } from '../../text/firstLine';
import { t } from '../../text/text';
import type { Route } from '../route';
import type { PageActions } from '../scene';
import type { Signal } from './signals';

/** Whether the browser shows notifications: `unavailable` if it has none, or none for a page without HTTPS. */
export type Permission = NotificationPermission | 'unavailable';

/** More than this at a time become one notification. */
const mostAtOnce = 3;

export const permission = (): Permission =>
  'Notification' in window && window.isSecureContext ? Notification.permission : 'unavailable';

/** Turns notifications on, asks for the browser's permission if needed, and shows the result. Browsers allow this on a click only. */
export async function turnOn(actions: PageActions): Promise<void> {
  if (permission() === 'default') {
    await Notification.requestPermission();
  }
  const now = permission();
  actions.prefer({ notify: now === 'granted' });
  actions.say(t(`notify.${now}`), now === 'granted' ? 'done' : 'failed');
}

export interface Telling {
  readonly title: string;
  readonly body: string;
  /** The same for the same event, so that several tabs show it once, and another for the next: a notification that only replaces one is not noticed. */
  readonly tag: string;
  /** What the page shows after a click. */
  readonly opens: Partial<Route>;
}

/** The notifications for signals: one each, or a single one for all failures if there are many. */
export function tellings(signals: readonly Signal[]): readonly Telling[] {
  const failures = signals.filter((signal) => signal.kind === 'failed');
  if (failures.length <= mostAtOnce) {
    return signals.map(tellingOf);
  }
  const names = [...new Set(failures.map((failure) => failure.execution.pipelineName))];
  return [
    ...signals.filter((signal) => signal.kind !== 'failed').map(tellingOf),
    {
      title: t('notify.manyFailed', { count: failures.length }),
      body: names.join(', '),
      tag: `failed/${failures.map((failure) => failure.execution.id).join()}`,
      opens: { source: null, run: null },
    },
  ];
}

function tellingOf(signal: Signal): Telling {
  const { source } = signal;
  switch (signal.kind) {
    case 'failed': {
      const { id, pipelineName, errorMessage } = signal.execution;
      const title = t('notify.failed', { name: pipelineName });
      return { title, body: firstLine(errorMessage) ?? source, tag: `failed/${source}/${id}`, opens: { run: { source, id } } };
    }
    case 'down':
      return { title: t('notify.down', { name: source }), body: signal.error ?? '', tag: outageTag(signal), opens: {} };
    case 'back':
      return { title: t('notify.back', { name: source }), body: '', tag: outageTag(signal), opens: {} };
  }
}

const outageTag = ({ source, sinceMs }: { readonly source: string; readonly sinceMs: number }) => `source/${source}/${sinceMs}`;

/** Shows a notification. A click brings the tab to the front and opens what it is about. */
export function tell(telling: Telling, navigate: PageActions['navigate'], icon: string): void {
  const shown = new Notification(telling.title, { body: telling.body, tag: telling.tag, icon });
  shown.onclick = () => {
    window.focus();
    navigate(telling.opens);
    shown.close();
  };
}
