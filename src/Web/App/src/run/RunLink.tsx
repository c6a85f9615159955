import type { ComponentChildren } from 'preact';
import { formatRoute } from '../app/route';
import { useScene } from '../app/scene';

interface Props {
  readonly source: string;
  readonly id: string;
  readonly class: string;
  readonly label: string;
  readonly children: ComponentChildren;
}

/** Leads to the run's drawer, on the same page. */
export function RunLink({ source, id, label, children, ...props }: Props) {
  const { route, actions } = useScene();
  const shown = { source, id };
  return (
    <a
      class={props.class}
      href={formatRoute({ ...route, run: shown })}
      aria-label={label}
      onClick={(event) => {
        if (event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey) {
          event.preventDefault();
          actions.navigate({ run: shown });
        }
      }}
    >
      {children}
    </a>
  );
}
