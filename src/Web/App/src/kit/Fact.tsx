import type { ComponentChildren } from 'preact';

interface Props {
  readonly name: string;
  readonly children: ComponentChildren;
}

/** A named value of a list of facts (`fact-grid`). */
export const Fact = ({ name, children }: Props) => (
  <div>
    <dt class="quiet">{name}</dt>
    <dd>{children}</dd>
  </div>
);
