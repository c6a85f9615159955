import { useEffect, useState } from 'preact/hooks';
import { askHost } from '../../connection/hostApi';
import type { Scene } from '../scene';
import { parseSavedViews, type SavedView, savedViewsPath } from '../views/savedViews';

/** The views that the person has saved; none before the host has answered. The dialog of views says why it does not. */
export function useSavedViews({ state }: Scene): readonly SavedView[] {
  const [views, setViews] = useState<readonly SavedView[]>([]);
  const isPerson = state.account?.kind === 'person';
  useEffect(() => {
    let isWanted = true;
    if (isPerson) {
      void askHost(savedViewsPath, parseSavedViews, { isBackground: true }).then(
        (answer) => isWanted && answer.kind === 'done' && setViews(answer.value),
      );
    }
    return () => {
      isWanted = false;
    };
  }, [isPerson]);
  return views;
}
