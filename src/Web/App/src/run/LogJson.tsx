import { Foreign } from '../kit/Foreign';

/** The parts of JSON that are drawn apart: names, texts, and other values. */
const parts = /("(?:[^"\\]|\\.)*")(\s*:)?|\b(?:true|false|null)\b|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** JSON with its names and values told apart; on one line, or as a tree. */
export function LogJson({ value, isOpen }: { readonly value: object; readonly isOpen: boolean }) {
  const text = isOpen ? JSON.stringify(value, null, 2) : JSON.stringify(value);
  return <Foreign kind="log-text log-json" text={text} divide={coloured} />;
}

function coloured(text: string) {
  const drawn = [];
  let at = 0;
  for (const match of text.matchAll(parts)) {
    const isName = match[2] !== undefined;
    const kind = isName ? 'json-name' : match[1] ? 'json-text' : 'json-value';
    const part = isName ? (match[1] ?? '') : match[0];
    drawn.push(text.slice(at, match.index), <span class={kind}>{part}</span>);
    at = match.index + part.length;
  }
  return [...drawn, text.slice(at)];
}
