import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { PageLink } from '../../app/PageLink';
import { alertsPath } from '../../app/page';
import { useScene } from '../../app/scene';
import { holdsRole } from '../../state/roles';
import { problemCount } from './open/openProblems';
import { at } from './text';

export const tabs = ['open', 'past', 'rules', 'channels', 'routes', 'silences'] as const;
export type Tab = (typeof tabs)[number];

/** Tabs of what only administrators may read: it holds addresses of people. */
const ofAdmins: readonly Tab[] = ['channels', 'routes'];

/** How much of what is before the shown tab stays in sight. */
const aheadPx = 48;

export const tabPath = (tab: Tab): string => (tab === 'open' ? alertsPath : `${alertsPath}/${tab}`);

interface Props {
  readonly tab: Tab;
  /** What can be done on the page. */
  readonly children?: ComponentChildren;
}

/** The heading of each page about alerts, with links to the others. */
export function AlertsHead({ tab, children }: Props) {
  const scene = useScene();
  const shown = tabs.filter((one) => !ofAdmins.includes(one) || holdsRole(scene.state.account, 'admin'));
  const count = problemCount(scene);
  const nav = useRef<HTMLElement>(null);
  useEffect(() => {
    // On a phone not all of them fit.
    const current = nav.current?.querySelector<HTMLElement>('[aria-current]');
    if (nav.current && current) {
      nav.current.scrollLeft = current.offsetLeft - nav.current.offsetLeft - aheadPx;
    }
  }, [tab]);
  return (
    <>
      <header class="list-head">
        <h2>{at('alerts.title')}</h2>
        {children && <div class="list-buttons">{children}</div>}
      </header>
      <nav ref={nav} class="tabs" aria-label={at('alerts.tabs')}>
        {shown.map((one) => (
          <PageLink key={one} path={tabPath(one)} kind="tab" isCurrent={one === tab}>
            {at(`alerts.${one}`)}
            {one === 'open' && count > 0 && <span class="tab-count figures">{count}</span>}
          </PageLink>
        ))}
      </nav>
    </>
  );
}
