import { useEffect, useState } from 'preact/hooks';
import { useScene } from '../../../app/scene';
import { keepLater } from '../../../state/drafts';
import { areEqual, sentOf } from '../model/changed';
import type { Dashboard } from '../model/document';
import { type Draft, dashboardDraft, forgetDashboardDraft, keepDashboardDraft } from './draft';
import { type Editor, isChanged } from './editor';

const pauseMs = 300;

/** Keeps what is being made in this browser, and offers what an earlier visit left. */
export function useDraft(stored: Dashboard, editor: Editor) {
  const { state } = useScene();
  const who = state.connection.kind === 'ended' ? null : (state.account?.email ?? null);
  const [offered, setOffered] = useState<Draft | null>(null);
  const [isAsked, setAsked] = useState(false);
  useEffect(() => {
    if (who !== null && !isAsked) {
      setAsked(true);
      const left = dashboardDraft(who, stored);
      setOffered(left && !areEqual({ ...sentOf(left.now), version: 0 }, { ...sentOf(stored), version: 0 }) ? left : null);
    }
  }, [who]);
  useEffect(() => {
    if (who === null || !isChanged(editor)) {
      return;
    }
    // What was offered and passed over is replaced by what is made now.
    setOffered(null);
    return keepLater(() => keepDashboardDraft(who, { atMs: Date.now(), base: editor.base, now: editor.now }), pauseMs);
  }, [who, editor.now]);
  return {
    offered,
    answered: () => setOffered(null),
    forget: () => {
      setOffered(null);
      if (who !== null) {
        forgetDashboardDraft(who, stored.id);
      }
    },
  };
}
