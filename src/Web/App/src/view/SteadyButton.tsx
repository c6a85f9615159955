import type { ComponentChildren } from 'preact';

interface Props {
  /** Its classes besides those of every small button. */
  readonly kind: string;
  readonly isOff: boolean;
  onPress(): void;
  readonly children: ComponentChildren;
}

/** A button that may go off under the focus and keeps it: a disabled one would drop it, and who uses the keyboard starts at the top again. */
export const SteadyButton = ({ kind, isOff, onPress, children }: Props) => (
  <button
    type="button"
    class={`btn btn-sm ${kind} ${isOff ? 'disabled' : ''}`}
    aria-disabled={isOff}
    onClick={() => !isOff && onPress()}
  >
    {children}
  </button>
);
