// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import { takeDocumentState } from '../../src/connection/documentState';
import { HubClock } from '../../src/connection/hubClock';
import { goldenJson } from '../contract/golden';
import { account } from './stagedSession';

const times = { sentMs: 1000, receivedMs: 1200 };
const message = (target: string) => ({ type: 1, target, arguments: [goldenJson(target)] });
const whole = {
  at: '2026-01-02T12:00:00Z',
  account,
  messages: [message('SourceStatus'), message('DashboardStats'), message('Heartbeat')],
};

function write(state: unknown): void {
  document.body.innerHTML = '<script type="application/json" id="state"></script>';
  (document.getElementById('state') as HTMLElement).textContent = typeof state === 'string' ? state : JSON.stringify(state);
}

describe('takeDocumentState', () => {
  beforeEach(() => write(whole));

  it('reads who is signed in and the messages in their order', () => {
    const state = takeDocumentState(new HubClock(() => 1200), times);

    expect(state?.account).toEqual(account);
    expect(state?.messages.map(({ kind }) => kind)).toEqual(['status', 'stats', 'heartbeat']);
  });

  it('sets the clock by the middle of the time in which the document was answered', () => {
    const clock = new HubClock(() => 1200);

    takeDocumentState(clock, times);

    expect(clock.nowMs()).toBe(Date.parse(whole.at) + 100);
  });

  it('takes it out of the document, so that nothing reads it later', () => {
    takeDocumentState(new HubClock(), times);

    expect(document.getElementById('state')).toBeNull();
    expect(takeDocumentState(new HubClock(), times)).toBeNull();
  });

  it('relies on nothing in a document that the browser kept', () => {
    const clock = new HubClock(() => 1200);

    expect(takeDocumentState(clock, null)).toBeNull();
    expect(clock.nowMs()).toBe(1200);
    expect(document.getElementById('state')).toBeNull();
  });

  it.each([
    ['nothing', ''],
    ['no JSON', '{'],
    ['no object', '[]'],
    ['no time', { ...whole, at: 'soon' }],
    ['a message that is not known', { ...whole, messages: [{ type: 1, target: 'Later', arguments: [{}] }] }],
    ['a message that cannot be read', { ...whole, messages: [{ type: 1, target: 'Heartbeat', arguments: [{}] }] }],
    ['a message without arguments', { ...whole, messages: [{ type: 6 }] }],
  ])('leaves all to the connection where the document holds %s', (_, state) => {
    const clock = new HubClock(() => 1200);
    write(state);

    expect(takeDocumentState(clock, times)).toBeNull();
    expect(clock.nowMs()).toBe(1200);
  });
});
