import type { Problem } from '../../contract/messages';
import type { MonitorState } from '../../state/monitor';
import { isUnreachable, subjectOf } from '../../state/problems';
import { troubleOf } from '../../state/trouble';
import { isolated } from '../../text/isolated';
import { t } from '../../text/text';
import type { Route } from '../route';
import type { PageActions } from '../scene';
import type { Signal } from './signals';

/** Whether the browser shows notifications: `unavailable` if it has none, or none for a page without HTTPS. */
export type Permission = NotificationPermission | 'unavailable';

/** More than this at a time become one notification. */
const mostAtOnce = 3;

export function permission(): Permission {
  try {
    return window.isSecureContext ? Notification.permission : 'unavailable';
  } catch {
    // The browser has no notifications, or its owner took them away.
    return 'unavailable';
  }
}

/** Turns notifications on, asks for the browser's permission if needed, and shows the result. Browsers allow this on a click only. */
export async function turnOn(actions: PageActions): Promise<void> {
  const now = permission() === 'default' ? await askPermission() : permission();
  actions.prefer({ notify: now === 'granted' });
  actions.say(t(`notify.${now}`), now === 'granted' ? 'done' : 'failed');
}

async function askPermission(): Promise<Permission> {
  try {
    return await Notification.requestPermission();
  } catch {
    // The browser says one thing and does another.
    return 'unavailable';
  }
}

export interface Telling {
  readonly title: string;
  readonly body: string;
  /** The same for the same event, so that several tabs show it once, and another for the next: a notification that only replaces one is not noticed. */
  readonly tag: string;
  /** What the page shows after a click. */
  readonly opens: Partial<Route>;
}

/** The notifications for signals: one each, or a single one for all that opened if there are many. Daemons are told one by one. */
export function tellings(state: MonitorState, signals: readonly Signal[]): readonly Telling[] {
  const opened = signals
    .filter(({ kind, problem }) => kind === 'opened' && !isUnreachable(problem))
    .map(({ problem }) => problem);
  if (opened.length <= mostAtOnce) {
    return signals.map((signal) => tellingOf(state, signal));
  }
  const others = signals.filter(({ problem }) => !opened.includes(problem));
  return [...others.map((signal) => tellingOf(state, signal)), tellingOfMany(state, opened)];
}

function tellingOfMany(state: MonitorState, problems: readonly Problem[]): Telling {
  const areFailures = problems.every(({ kind }) => kind === 'failing');
  const names = problems.map((problem) => (troubleOf(problem) ? subjectOf(state.sources, problem) : problem.title));
  return {
    title: t(areFailures ? 'notify.manyFailed' : 'notify.manyProblems', { count: problems.length }),
    body: [...new Set(names)].map(isolated).join(', '),
    tag: `problems/${problems.map(({ id }) => id).join()}`,
    opens: { source: null, run: null },
  };
}

function tellingOf(state: MonitorState, { kind, problem }: Signal): Telling {
  const { source, id, executionId, detail } = problem;
  const tag = `problem/${source}/${id}`;
  if (kind === 'back') {
    return { title: t('notify.back', { name: source }), body: '', tag, opens: {} };
  }
  const opens = executionId === null ? {} : { run: { source, id: executionId } };
  return { title: titleOf(state, problem), body: isolated(detail ?? (isUnreachable(problem) ? '' : source)), tag, opens };
}

function titleOf(state: MonitorState, problem: Problem): string {
  const known = troubleOf(problem);
  return known ? t(`notify.${known}`, { name: subjectOf(state.sources, problem) }) : isolated(problem.title);
}

/** Shows a notification. A click brings the tab to the front and opens what it is about. */
export function tell(telling: Telling, navigate: PageActions['navigate'], icon: string): void {
  const shown = new Notification(telling.title, { body: telling.body, tag: telling.tag, icon });
  shown.onclick = () => {
    window.focus();
    navigate(telling.opens);
    shown.close();
  };
}
