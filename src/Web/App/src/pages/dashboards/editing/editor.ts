import type { Dashboard } from '../model/document';
import { merge } from '../model/merge';

/** A dashboard that is being arranged. Replaced, never changed. */
export interface Editor {
  /** The stored version that the changes were made from. */
  readonly base: Dashboard;
  readonly now: Dashboard;
  /** What can be undone, the newest last. */
  readonly past: readonly Dashboard[];
  /** What can be redone, the newest undone last. */
  readonly future: readonly Dashboard[];
}

export type EditAction =
  | { readonly type: 'changed'; readonly to: Dashboard }
  | { readonly type: 'undone' }
  | { readonly type: 'redone' }
  /** Changes of an earlier visit, with the version that they were made from. */
  | { readonly type: 'resumed'; readonly base: Dashboard; readonly now: Dashboard }
  /** The host stored what was sent to it. What was changed meanwhile stays changed. */
  | { readonly type: 'stored'; readonly sent: Dashboard; readonly stored: Dashboard };

export const mostSteps = 50;

export const editorOf = (stored: Dashboard): Editor => ({ base: stored, now: stored, past: [], future: [] });

export const isChanged = ({ base, now }: Editor): boolean => base !== now;

export function reduceEditor(editor: Editor, action: EditAction): Editor {
  const { now, past, future } = editor;
  switch (action.type) {
    case 'changed':
      return action.to === now ? editor : { ...editor, now: action.to, past: [...past, now].slice(-mostSteps), future: [] };
    case 'undone': {
      const before = past.at(-1);
      return before ? { ...editor, now: before, past: past.slice(0, -1), future: [...future, now] } : editor;
    }
    case 'redone': {
      const after = future.at(-1);
      return after ? { ...editor, now: after, past: [...past, now], future: future.slice(0, -1) } : editor;
    }
    case 'resumed':
      return { base: action.base, now: action.now, past: [], future: [] };
    case 'stored':
      return now === action.sent
        ? editorOf(action.stored)
        : { ...editorOf(action.stored), now: merge(action.sent, now, action.stored).merged };
  }
}
