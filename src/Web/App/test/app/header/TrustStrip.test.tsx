import { cleanup, render, screen } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import { TrustStrip } from '../../../src/app/header/TrustStrip';
import { homeRoute } from '../../../src/app/route';
import type { Scene } from '../../../src/app/scene';
import type { SourceView } from '../../../src/state/sourceView';
import { completeView, nowMs, status, viewOf } from '../../messages';
import { Staged, sceneOf } from '../../staged';

const named = (name: string, view: SourceView): SourceView => ({ ...view, name });
const show = (views: readonly SourceView[], change: Partial<Scene> = {}) =>
  render(
    <Staged scene={sceneOf(views, change)}>
      <TrustStrip />
    </Staged>,
  );

const pill = () => document.querySelector('output.pill');
const age = () => document.querySelector('.strip-age')?.textContent;

describe('TrustStrip', () => {
  afterEach(cleanup);

  it('says state, age and delay of a daemon that is live', () => {
    show([{ ...completeView(), delayMs: 38 }], { nowMs: nowMs + 1200 });

    expect(pill()?.textContent).toBe('Live');
    expect(age()).toBe('1.2 s old · 38 ms');
  });

  it('lets the delay stand still while it jitters', () => {
    const view = { ...completeView(), delayMs: 38 };
    const shown = show([view]);

    shown.rerender(
      <Staged scene={sceneOf([{ ...view, delayMs: 41, observedAtMs: nowMs + 1000 }], { nowMs: nowMs + 1000 })}>
        <TrustStrip />
      </Staged>,
    );

    expect(age()).toBe('0.0 s old · 38 ms');
  });

  it('says that news are late, with their age counting and no delay', () => {
    show([{ ...completeView(), delayMs: 38 }], { nowMs: nowMs + 75_000 });

    expect(pill()?.textContent).toBe('Stale');
    expect(pill()?.querySelector('.icon-stale')).not.toBeNull();
    expect(age()).toBe('1 m 15 s old');
  });

  it('says of several daemons how many are live, and names the one that can be trusted least', () => {
    const south = named('south', { ...viewOf(status({ state: 'down' })), observedAtMs: nowMs - 60_000 });
    show([named('north', completeView()), south]);

    expect(pill()?.textContent).toBe('Down');
    expect(age()).toBe('1 of 2 live · south 1 m 0 s old');
  });

  it('names none of several daemons that are live, whichever has the oldest news', () => {
    const views = (oldest: number) =>
      ['a', 'b', 'c'].map((name, place) =>
        named(name, { ...completeView(), observedAtMs: nowMs - (place === oldest ? 800 : 100) }),
      );
    const told = [0, 1, 2].map((oldest) => {
      show(views(oldest));
      const text = age();
      cleanup();
      return text;
    });

    expect(told).toEqual(['3 of 3 live · oldest 0.8 s', '3 of 3 live · oldest 0.8 s', '3 of 3 live · oldest 0.8 s']);
  });

  it('never names a daemon that is well beside the word of one that is not', () => {
    const slow = named('slow', { ...completeView(), observedAtMs: nowMs - 4000 });
    const down = named('down', { ...viewOf(status({ state: 'down' })), observedAtMs: nowMs - 1000 });
    show([slow, down]);

    expect([pill()?.textContent, age()]).toEqual(['Down', '1 of 2 live · down 1 s old']);
  });

  it('has no age of a daemon that was never heard', () => {
    const silent = named('west', { ...viewOf(status({ state: 'down', observedAtMs: null })), observedAtMs: null });
    show([named('north', completeView()), silent]);

    expect(age()).toBe('1 of 2 live · west');
  });

  it('says that the browser is cut off', () => {
    const scene = sceneOf([completeView()]);
    const state: Scene['state'] = { ...scene.state, connection: { kind: 'retrying', sinceMs: nowMs - 5000, attempt: 2 } };
    show([completeView()], { state, isConnected: false });

    expect(pill()?.textContent).toBe('Reconnecting');
    expect(document.querySelector('.hub')?.textContent).toBe('Connecting');
  });

  it('does not flash for a connection that is back in a moment', () => {
    const { state } = sceneOf([completeView()]);
    const connection = { kind: 'waiting', sinceMs: nowMs - 100, attempt: 1, retryAtMs: nowMs, reason: 'expired' } as const;
    show([completeView()], { state: { ...state, connection, confirmed: new Set(['default']) } });

    expect(pill()?.textContent).toBe('Live');
    expect(document.querySelector('.hub')?.textContent).toBe('Connected');
  });

  it.each([
    ['signed-out', 'Signed out'],
    ['forbidden', 'No access'],
  ] as const)('says why somebody is not let in (%s)', (reason, told) => {
    const { state } = sceneOf([]);
    show([], { state: { ...state, connection: { kind: 'ended', reason } }, isConnected: false });

    expect(pill()?.textContent).toBe(told);
  });

  it('names what a wall shows, and never what is not there', () => {
    const route = { ...homeRoute, source: 'north', kiosk: true };
    const two = sceneOf([named('north', completeView()), named('south', completeView())]).state;
    const title = () => document.querySelector('.strip-source')?.textContent;

    show([named('north', completeView())], { route, state: two });
    expect(title()).toBe('north');
    cleanup();
    show([], { route: { ...route, source: 'east' }, state: { ...two, hasSettled: true } });

    expect([title(), pill()]).toEqual([undefined, null]);
  });

  it('has no controls on a wall', () => {
    show([named('north', completeView()), named('south', completeView())], {
      route: { ...homeRoute, kiosk: true },
    });

    expect(screen.queryAllByRole('button')).toEqual([]);
  });
});
