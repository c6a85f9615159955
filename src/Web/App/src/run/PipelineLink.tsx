import type { ComponentChildren } from 'preact';
import { PageLink } from '../app/PageLink';
import { pipelinePath } from '../app/page';
import { useScene } from '../app/scene';

interface Props {
  readonly source: string;
  readonly id: string;
  readonly children: ComponentChildren;
}

/** A pipeline's name that leads to its page; a page on a wall has no links, and a pipeline without an id no page. */
export function PipelineLink({ source, id, children }: Props) {
  const { route } = useScene();
  return route.kiosk || id === '' ? (
    children
  ) : (
    <PageLink path={pipelinePath(source, id)} kind="pipeline-link">
      {children}
    </PageLink>
  );
}
