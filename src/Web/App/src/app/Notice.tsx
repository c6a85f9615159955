import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { Foreign } from '../kit/Foreign';

/** What the page says for some seconds about something that a person did. */
export interface Notice {
  readonly text: string;
  readonly kind: 'done' | 'failed';
}

const NoticeContext = createContext<Notice | null>(null);

export const NoticeProvider = NoticeContext.Provider;

/** Where it is said: at the foot of the page, and again in a dialog, because nothing below that is seen or read out. */
export function NoticeOutput() {
  const notice = useContext(NoticeContext);
  return (
    <output class={`notice ${notice ? `notice-${notice.kind}` : ''}`} aria-live="polite">
      {notice && <Foreign text={notice.text} />}
    </output>
  );
}
