import { describe, expect, it } from 'vitest';
import { type Editor, editorOf, isChanged, mostSteps, reduceEditor } from '../../../src/pages/dashboards/editing/editor';
import type { Dashboard } from '../../../src/pages/dashboards/model/document';
import { dashboardOf, sentWidget } from './dashboards';

const stored = dashboardOf([sentWidget('a')]);
const titled = (title: string): Dashboard => ({ ...stored, title });
const edited = (editor: Editor, ...titles: readonly string[]): Editor =>
  titles.reduce((before, title) => reduceEditor(before, { type: 'changed', to: titled(title) }), editor);

describe('arranging a dashboard', () => {
  it('goes back and forth step by step', () => {
    let editor = edited(editorOf(stored), 'one', 'two');

    editor = reduceEditor(editor, { type: 'undone' });
    expect(editor.now.title).toBe('one');
    editor = reduceEditor(reduceEditor(editor, { type: 'undone' }), { type: 'undone' });
    expect([editor.now, isChanged(editor)]).toEqual([stored, false]);
    editor = reduceEditor(reduceEditor(editor, { type: 'redone' }), { type: 'redone' });
    expect(editor.now.title).toBe('two');
    expect(reduceEditor(editor, { type: 'redone' })).toBe(editor);
  });

  it('cannot redo what another change has replaced', () => {
    const editor = edited(reduceEditor(edited(editorOf(stored), 'one'), { type: 'undone' }), 'other');

    expect(reduceEditor(editor, { type: 'redone' }).now.title).toBe('other');
  });

  it('remembers fifty steps', () => {
    let editor = edited(editorOf(stored), ...Array.from({ length: mostSteps + 10 }, (_, number) => String(number)));

    for (let step = 0; step < mostSteps + 10; step += 1) {
      editor = reduceEditor(editor, { type: 'undone' });
    }

    expect(editor.now.title).toBe('9');
  });

  it('begins again from what was stored', () => {
    const sent = titled('mine');
    const editor = edited(editorOf(stored), 'mine');

    const saved = reduceEditor({ ...editor, now: sent }, { type: 'stored', sent, stored: { ...sent, version: 4 } });

    expect([saved.base.version, isChanged(saved), saved.past]).toEqual([4, false, []]);
  });

  it('keeps what was changed while it was being stored', () => {
    const sent = titled('mine');
    const editor = edited({ ...editorOf(stored), now: sent }, 'later');

    const saved = reduceEditor(editor, { type: 'stored', sent, stored: { ...sent, version: 4 } });

    expect([saved.now.title, saved.now.version, isChanged(saved)]).toEqual(['later', 4, true]);
  });
});
