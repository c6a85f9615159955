import type { ComponentChildren } from 'preact';
import { formatRoute, homeRoute, type Route } from './route';
import { useScene } from './scene';

interface Props {
  readonly path: string;
  /** What of the page's address besides the path. */
  readonly route?: Partial<Route> | undefined;
  /** Its classes. */
  readonly kind: string;
  readonly isCurrent?: boolean;
  /** Called when it opens the page in this tab. */
  onOpen?(): void;
  readonly children: ComponentChildren;
}

/** A link to a page of the application. It opens the page in place, unless the browser is asked for another tab or window. */
export function PageLink({ path, route, kind, isCurrent = false, onOpen, children }: Props) {
  const { actions } = useScene();
  const open = (event: MouseEvent) => {
    if (event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey) {
      event.preventDefault();
      onOpen?.();
      actions.navigate({ ...route, path });
    }
  };
  return (
    <a
      class={kind}
      href={formatRoute({ ...homeRoute, ...route, path })}
      aria-current={isCurrent ? 'page' : undefined}
      onClick={open}
    >
      {children}
    </a>
  );
}
