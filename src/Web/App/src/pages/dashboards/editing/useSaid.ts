import { useState } from 'preact/hooks';

/** What is read out of what was done. The same text twice is read twice. */
export function useSaid() {
  const [said, setSaid] = useState({ text: '', count: 0 });
  return { ...said, say: (text: string) => setSaid(({ count }) => ({ text, count: count + 1 })) };
}
