import { useRef } from 'preact/hooks';

/**
 * Follows a text that is changed here and stands elsewhere a moment later, such as what is typed and the address. Calls back where it changed for
 * another reason, such as the browser's way back; while it is drawn, because an effect that comes late would undo what was typed meanwhile.
 * What is sent from here is to be told to the function that it returns.
 */
export function useElsewhere(text: string, follow: () => void): (sent: string) => void {
  const seen = useRef(text);
  const own = useRef<string | null>(null);
  if (seen.current !== text) {
    seen.current = text;
    if (text !== own.current) {
      own.current = null;
      follow();
    }
  }
  return (sent) => {
    own.current = sent;
  };
}
