import type { ComponentChildren } from 'preact';

interface Props {
  /** Its classes besides those of every small button. */
  readonly kind: string;
  /** What it does, where the words on it do not say enough by themselves. */
  readonly label?: string | undefined;
  readonly isOff: boolean;
  /** Why it is off, if that needs saying. */
  readonly why?: string | undefined;
  onPress(): void;
  readonly children: ComponentChildren;
}

/** A button that keeps the focus while it is off. A disabled one would lose it, and a person who uses the keyboard would start at the top again. */
export const SteadyButton = ({ kind, label, isOff, why, onPress, children }: Props) => (
  <button
    type="button"
    class={`btn btn-sm ${kind} ${isOff ? 'disabled' : ''}`}
    aria-label={label}
    aria-disabled={isOff}
    title={why}
    onClick={() => !isOff && onPress()}
  >
    {children}
  </button>
);
