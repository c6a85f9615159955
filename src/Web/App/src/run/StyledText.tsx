import type { LogStyle } from '../contract/runLog';
import { Foreign } from '../kit/Foreign';

interface Props {
  readonly text: string;
  /** Empty for a text without any. */
  readonly styles: readonly LogStyle[];
  readonly kind?: string;
}

/** A text as a terminal would show it: bold, and in the colours of terminals as far as they can be read on this page. */
export function StyledText({ text, styles, kind = 'log-text' }: Props) {
  // Controls of direction that are balanced, or a text cut short, move the places of what follows.
  const divide = (shown: string) => (shown.startsWith(text) ? styledParts(text, styles) : shown);
  return <Foreign kind={kind} text={text} divide={styles.length > 0 ? divide : undefined} />;
}

function styledParts(text: string, styles: readonly LogStyle[]) {
  return [
    text.slice(0, styles[0]?.at),
    ...styles.map(({ at, names }, place) => {
      const part = text.slice(at, styles[place + 1]?.at);
      return names.length === 0 ? part : <span class={names.map((name) => `ansi-${name}`).join(' ')}>{part}</span>;
    }),
  ];
}
