import { Component, type ComponentChildren } from 'preact';

/** How long what tells nothing new stays as it is drawn, in milliseconds. */
export const keptMs = 60_000;

const quarterHourMs = 15 * 60_000;

/** Changes at every midnight of every time zone, because their offsets are multiples of 15 minutes. Times of today are written without their day. */
export const quarterHourOf = (nowMs: number): number => Math.floor(nowMs / quarterHourMs);

interface Props {
  /** What it is drawn from: the same number of values each time. */
  readonly inputs: readonly unknown[];
  /** Hooks have no place in it. */
  draw(): ComponentChildren;
}

/** Draws again only where an input changed. It holds on to nothing that was drawn before, as an element that is kept does: that one keeps, by its parent, the whole page of its time. */
export class Kept extends Component<Props> {
  override shouldComponentUpdate({ inputs }: Props): boolean {
    return !areSame(this.props.inputs, inputs);
  }

  override render({ draw }: Props): ComponentChildren {
    return draw();
  }
}

/** Whether two lists hold the same values in the same order. */
export const areSame = (before: readonly unknown[], after: readonly unknown[]): boolean =>
  before.length === after.length && before.every((one, place) => Object.is(one, after[place]));
