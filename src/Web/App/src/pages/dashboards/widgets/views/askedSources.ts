import type { Scene } from '../../../../app/scene';

/** The daemons to ask the host for; none in particular where all are meant. */
export const askedSources = ({ views, state }: Scene): readonly string[] =>
  views.length === state.sources.size ? noneInParticular : views.map(({ name }) => name);

const noneInParticular: readonly string[] = [];
