import { useEffect, useRef } from 'preact/hooks';
import { Skeleton } from '../kit/Skeleton';
import type { MonitorState } from '../state/monitor';
import { boundPlace } from './kiosk/bound';
import { FailedPage, ForbiddenPage, UnknownPage } from './PageNotice';
import { accessTo, type PageEntry, pageAt } from './page';
import { useScene } from './scene';
import { usePage } from './usePage';

/** Draws the page of the address, or says why there is nothing to draw. */
export function Router() {
  const { pages, route, state } = useScene();
  const focusNewPage = useNewPageFocus(route.path);
  const entry = pageAt(pages, route.path);
  if (!entry) {
    return <UnknownPage onShown={focusNewPage} />;
  }
  if (isShut(entry, state)) {
    return <main />;
  }
  if (route.kiosk && (state.account === null || boundPlace(route, state.account))) {
    // A screen that is bound to dashboards shows nothing else, also while nobody knows yet whether it is one.
    return <Loading />;
  }
  switch (accessTo(entry, state.account)) {
    case 'open':
      return <OpenPage key={entry.path} entry={entry} onShown={focusNewPage} />;
    case 'refused':
      return <ForbiddenPage role={entry.role ?? 'viewer'} onShown={focusNewPage} />;
    case 'unknown':
      return <Loading />;
  }
}

/**
 * Whether nothing of a page is drawn, because somebody is not let in, or not any more. The banner says what to do. A person without a role keeps the
 * pages that need none.
 */
const isShut = ({ role }: PageEntry, { connection, account }: MonitorState): boolean =>
  connection.kind === 'ended' && !(connection.reason === 'forbidden' && role === null && account !== null);

interface OpenPageProps {
  readonly entry: PageEntry;
  onShown(): void;
}

function OpenPage({ entry, onShown }: OpenPageProps) {
  const load = usePage(entry);
  const isLoaded = load.kind === 'loaded';
  useEffect(() => {
    if (isLoaded) {
      onShown();
    }
  }, [isLoaded]);
  switch (load.kind) {
    case 'loaded':
      return <load.Page />;
    case 'failed':
      return <FailedPage onRetry={load.retry} onShown={onShown} />;
    case 'loading':
      return <Loading />;
  }
}

const Loading = () => (
  <main>
    <Skeleton />
  </main>
);

/**
 * What moves the keyboard focus to a page once it is shown, so that a screen reader reads it and Tab starts there. It does nothing for the
 * first page of a visit, where the browser starts at the top by itself, and once for each page opened after that.
 */
function useNewPageFocus(path: string): () => void {
  const focused = useRef(path);
  return () => {
    if (focused.current !== path) {
      focused.current = path;
      if (document.activeElement?.closest('dialog')) {
        // The run that the address names has opened beside the page.
        return;
      }
      const main = document.querySelector('main');
      main?.setAttribute('tabindex', '-1');
      main?.focus({ preventScroll: true });
    }
  };
}
