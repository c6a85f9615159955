import type { ComponentChildren } from 'preact';

interface Props {
  /** Its classes besides those of every small button. */
  readonly kind: string;
  readonly isOff: boolean;
  /** Why it is off, where that needs saying. */
  readonly why?: string | undefined;
  onPress(): void;
  readonly children: ComponentChildren;
}

/** A button that may go off under the focus and keeps it: a disabled one would drop it, and who uses the keyboard starts at the top again. */
export const SteadyButton = ({ kind, isOff, why, onPress, children }: Props) => (
  <button
    type="button"
    class={`btn btn-sm ${kind} ${isOff ? 'disabled' : ''}`}
    aria-disabled={isOff}
    title={why}
    onClick={() => !isOff && onPress()}
  >
    {children}
  </button>
);
