import type { ComponentChildren } from 'preact';
import { balanced } from '../text/isolated';

interface Props {
  readonly text: string;
  /** Its classes. */
  readonly kind?: string | undefined;
  /** Divides the text, for example into what was found in it and the rest. */
  readonly divide?: ((text: string) => ComponentChildren) | undefined;
}

/**
 * A text from a daemon or a person. Every such text is drawn by this, so that none changes the order of what stands beside it: in a name
 * with U+202E everything up to the end of the line would be reversed, and a number after an Arabic name would move to its other side.
 */
export function Foreign({ text, kind, divide }: Props) {
  const shown = balanced(text);
  return <bdi class={kind}>{divide ? divide(shown) : shown}</bdi>;
}
