import { useScene } from './scene';

/** The dialog of a page that the address names. */
export interface PageDialogs<Kind extends string> {
  /** Null while none of these is open. */
  readonly kind: Kind | null;
  /** What it is about; null if nothing in particular. */
  readonly id: string | null;
  open(kind: Kind, id?: string): void;
  close(): void;
}

/** Which of some dialogs is open. It stands in the address: the browser's way back closes it, and a link opens it. */
export function useDialog<Kind extends string>(...kinds: readonly Kind[]): PageDialogs<Kind> {
  const { route, actions } = useScene();
  const { dialog } = route;
  const kind = kinds.find((known) => known === dialog?.kind) ?? null;
  return {
    kind,
    id: kind === null ? null : (dialog?.id ?? null),
    open: (opened, id) => actions.navigate({ dialog: { kind: opened, id: id ?? null } }),
    close: () => actions.navigate({ dialog: null }),
  };
}
