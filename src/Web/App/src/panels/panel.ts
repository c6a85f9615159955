import { createContext } from 'preact';
import { useContext } from 'preact/hooks';

/** Where a panel is drawn: once on a page of its own, or as one of many parts of a dashboard. */
export interface Panel {
  /** What its ids end with, so that no two elements of the document have the same one; empty where it is the only one of its kind. */
  readonly suffix: string;
  /** What stands above it instead of its own title; null: its own. */
  readonly title: string | null;
  /** How many of its kind are called alike before it, and itself: from the second on its title says which it is. */
  readonly number: number;
}

const PanelContext = createContext<Panel>({ suffix: '', title: null, number: 1 });

export const PanelProvider = PanelContext.Provider;

/** The id and the text of a panel's title where it is drawn. */
export function usePanel(id: string, title: string): { readonly id: string; readonly title: string } {
  const panel = useContext(PanelContext);
  const own = panel.title ?? title;
  return { id: `${id}${panel.suffix}`, title: panel.number > 1 && own !== '' ? `${own} (${panel.number})` : own };
}
