import { cleanup, render } from '@testing-library/preact';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type Scene, SceneProvider } from '../../../src/app/scene';
import { type Editor, editorOf } from '../../../src/pages/dashboards/editing/editor';
import { useDraft } from '../../../src/pages/dashboards/editing/useDraft';
import { forgetDrafts } from '../../../src/state/drafts';
import { sceneOf } from '../../staged';
import { dashboardOf } from './dashboards';

const stored = dashboardOf([]);
const changed: Editor = { ...editorOf(stored), now: dashboardOf([], { title: 'Mornings' }) };

function Drafting() {
  useDraft(stored, changed);
  return null;
}

const shown = (scene: Scene) => (
  <SceneProvider value={scene}>
    <Drafting />
  </SceneProvider>
);

beforeEach(() => {
  localStorage.clear();
  vi.useFakeTimers();
});

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

it('keeps what is made once the person pauses', () => {
  render(shown(sceneOf([])));
  vi.advanceTimersByTime(299);
  expect(localStorage.length).toBe(0);

  vi.advanceTimersByTime(1);

  expect(localStorage.length).toBe(1);
});

it('keeps nothing once the session has ended, though it was about to', () => {
  const scene = sceneOf([]);
  const { rerender } = render(shown(scene));
  vi.advanceTimersByTime(299);

  rerender(shown({ ...scene, state: { ...scene.state, connection: { kind: 'ended', reason: 'signed-out' } } }));
  vi.advanceTimersByTime(1000);

  expect(localStorage.length).toBe(0);
});

it('keeps nothing that was forgotten before the page is drawn again', () => {
  render(shown(sceneOf([])));
  vi.advanceTimersByTime(299);

  forgetDrafts();
  vi.advanceTimersByTime(1000);

  expect(localStorage.length).toBe(0);
});
