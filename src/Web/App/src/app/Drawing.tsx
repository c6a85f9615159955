import { type ComponentChildren, render } from 'preact';
import { useErrorBoundary } from 'preact/hooks';
import { frozenNotice } from './frozenNotice';

/** How often drawing is tried again after a failure: with newer data it may succeed. */
const retryMs = 1000;

/** What is shown instead of a page that cannot be drawn. */
interface Frozen {
  readonly notice: HTMLElement;
  /** What was drawn last, as it looked. */
  readonly picture: HTMLElement;
}

/**
 * Draws the page, and says so if that fails: a page that stands still and looks alive would be believed. The last good drawing stays
 * visible as a dimmed copy, below a notice that needs none of the code that failed. The page itself is removed with all its listeners
 * and tried again.
 */
export class Drawing {
  private frozen: Frozen | null = null;
  private isDrawing = false;
  private hasFailed = false;
  private failedAtMs = 0;
  private failures = 0;

  /** `nowMs`: the time by the hub's clock, for the notice. */
  constructor(
    private readonly place: HTMLElement,
    private readonly content: () => ComponentChildren,
    private readonly nowMs: () => number,
  ) {}

  draw(): void {
    if (this.frozen && performance.now() < this.failedAtMs + retryMs) {
      return;
    }
    this.hasFailed = false;
    this.isDrawing = true;
    try {
      render(
        <Whole key={this.failures} onFailure={this.caught}>
          {this.content()}
        </Whole>,
        this.place,
      );
    } catch (error) {
      this.failed(error);
    } finally {
      this.isDrawing = false;
    }
    if (!this.hasFailed) {
      this.thaw();
    }
  }

  /** Handles errors thrown during drawing. Others, such as those of effects, go on to the browser: the page still works. */
  private readonly caught = (error: unknown): void => {
    if (!this.isDrawing) {
      throw error;
    }
    this.failed(error);
  };

  private failed(error: unknown): void {
    this.hasFailed = true;
    this.failedAtMs = performance.now();
    this.failures += 1;
    if (!this.frozen) {
      this.frozen = this.freeze();
      // To the console, and to a page on a wall, which reloads itself after an error. Once, not with every try.
      reportError(error);
    }
  }

  private freeze(): Frozen {
    const notice = frozenNotice(this.nowMs());
    const picture = this.place.cloneNode(true) as HTMLElement;
    picture.removeAttribute('id');
    picture.setAttribute('inert', '');
    picture.classList.add('is-dim');
    this.place.before(notice, picture);
    this.place.hidden = true;
    document.body.classList.add('is-frozen');
    return { notice, picture };
  }

  private thaw(): void {
    if (this.frozen) {
      this.frozen.notice.remove();
      this.frozen.picture.remove();
      this.frozen = null;
      this.place.hidden = false;
      document.body.classList.remove('is-frozen');
    }
  }
}

interface WholeProps {
  onFailure(error: unknown): void;
  readonly children: ComponentChildren;
}

/** Draws the whole page or nothing: half a tree would leave elements that nothing updates and nothing removes. */
function Whole({ onFailure, children }: WholeProps) {
  const [error] = useErrorBoundary(onFailure);
  return error === undefined ? children : null;
}
