import { cleanup, render } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AccountPage } from '../src/account/AccountPage';
import { LoginForm } from '../src/account/LoginForm';
import { App } from '../src/app/App';
import { Application } from '../src/app/application';
import { Drawing } from '../src/app/Drawing';
import { screenLock } from '../src/app/kiosk/screenLock';
import { startKiosk } from '../src/app/kiosk/startKiosk';
import { permission, turnOn } from '../src/app/signals/notifications';
import { startSignals } from '../src/app/signals/startSignals';
import { copyText } from '../src/kit/copyText';
import { DashboardPage } from '../src/pages/dashboard/DashboardPage';
import { nowMs, status, viewOf } from './messages';
import { actionsOf, Staged, sceneOf } from './staged';

/** Interfaces of the browser that the page uses and can do without, and where they are found. */
const optional: readonly (readonly [string, () => object])[] = [
  ['localStorage', () => globalThis],
  ['sessionStorage', () => globalThis],
  ['matchMedia', () => globalThis],
  ['Notification', () => globalThis],
  ['MutationObserver', () => globalThis],
  ['ResizeObserver', () => globalThis],
  ['clipboard', () => navigator],
  ['wakeLock', () => navigator],
  ['languages', () => navigator],
  ['execCommand', () => document],
  ['pushState', () => history],
  ['replaceState', () => history],
  ['getContext', () => HTMLCanvasElement.prototype],
];

const refuse = () => {
  throw new DOMException('The operation is insecure.', 'SecurityError');
};

/** How a browser goes without: it has no such thing, gives null, throws when it is asked for, or when it is called. */
const lacks: readonly (readonly [string, PropertyDescriptor])[] = [
  ['absent', { value: undefined }],
  ['null', { value: null }],
  ['refused', { get: refuse }],
  ['throwing', { value: refuse }],
];

const table = optional.flatMap(([name, owner]) => lacks.map(([how, lack]) => [name, how, owner, lack] as const));

describe.each(table)('where %s is %s', (name, _, owner, lack) => {
  let before: PropertyDescriptor | undefined;

  beforeEach(() => {
    vi.useFakeTimers({ now: nowMs, toFake: ['setTimeout', 'setInterval', 'Date'] });
    localStorage.clear();
    sessionStorage.clear();
    before = Object.getOwnPropertyDescriptor(owner(), name);
    Object.defineProperty(owner(), name, { configurable: true, ...lack });
  });

  afterEach(() => {
    if (before) {
      Object.defineProperty(owner(), name, before);
    } else {
      Reflect.deleteProperty(owner(), name);
    }
    cleanup();
    vi.restoreAllMocks();
    vi.useRealTimers();
    document.body.replaceChildren();
  });

  it('the theme is set', async () => {
    document.documentElement.dataset.bsTheme = '';
    vi.resetModules();

    await import('../src/app/theme');

    expect(document.documentElement.dataset.bsTheme).toBe('light');
  });

  it('the application starts, is drawn and follows what a person does', () => {
    const place = document.createElement('div');
    document.body.append(place);

    const application = new Application([]);
    vi.spyOn(application.session, 'start').mockReturnValue();
    application.start();
    startSignals(application);
    startKiosk(application);
    const drawing = new Drawing(
      place,
      () => <App scene={application.scene()} notice={application.notice} />,
      () => nowMs,
    );
    drawing.draw();
    application.prefer({ theme: 'dark', zone: 'utc' });
    application.navigate({ source: 'north' });
    dispatchEvent(new Event('pagehide'));
    drawing.draw();

    expect(application.preferences.current).toMatchObject({ theme: 'dark', zone: 'utc' });
    expect(application.route.source).toBe('north');
    expect(place.querySelector('header')?.textContent).toContain('FlextMonitor');
    expect(document.querySelector('[data-banner="frozen"]')).toBeNull();
  });

  it('the sign-in is drawn', () => {
    const drawn = render(<AccountPage title="login.title">{() => <LoginForm onSignedIn={() => undefined} />}</AccountPage>);

    expect(drawn.getByLabelText('E-mail address')).toBeTruthy();
  });

  it('the dashboard is drawn', () => {
    const drawn = render(
      <Staged scene={sceneOf([viewOf(status())])}>
        <DashboardPage />
      </Staged>,
    );

    expect(drawn.container.querySelector('main')).not.toBeNull();
  });

  it('notifications, the clipboard and the screen’s lock come to an answer', async () => {
    await expect(turnOn(actionsOf())).resolves.toBeUndefined();
    expect(permission()).toBeTypeOf('string');
    await expect(copyText('text')).resolves.toBeTypeOf('boolean');
    expect(() => screenLock(() => true)()).not.toThrow();
  });
});
