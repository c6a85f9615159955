import { useState } from 'preact/hooks';

let made = 0;

/**
 * An id for an element, for labels and descriptions that refer to it. No other element of the document has it. Preact's `useId` starts counting
 * again at every second call of `render`, and each drawing of the page calls that: a field that appeared later got the id of an earlier field,
 * and its label led to that one.
 */
export function useElementId(): string {
  const [id] = useState(() => {
    made += 1;
    return `e${made}`;
  });
  return id;
}
