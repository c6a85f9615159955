import { type ComponentChildren, render } from 'preact';
import { useErrorBoundary } from 'preact/hooks';
import { frozenNotice } from './frozenNotice';

/** How often a page that cannot be drawn is tried again: of what is known by then it may be. */
const retryMs = 1000;

/** What stands in place of a page that cannot be drawn. */
interface Frozen {
  readonly notice: HTMLElement;
  /** What was drawn last, as it looked. */
  readonly picture: HTMLElement;
}

/**
 * Draws the page, and says so where that fails: one that stands still and looks alive would be believed. What was drawn last stays in
 * sight as a dimmed picture of itself, beneath a notice that is made without what failed, while the page is taken down whole, with
 * all that it listens to, and tried anew.
 */
export class Drawing {
  private frozen: Frozen | null = null;
  private isDrawing = false;
  private hasFailed = false;
  private failedAtMs = 0;
  private failures = 0;

  /** `nowMs`: for what is said, by the clock that the page goes by. */
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

  /** Takes what fails while the page is drawn. What fails besides, as an effect may, goes on to the browser: the page still moves. */
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
      // To the console, and to whoever wakes a page from errors: once, not with every try.
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

/** All of the page or nothing of it: half a tree would leave behind what nothing updates and nothing takes away. */
function Whole({ onFailure, children }: WholeProps) {
  const [error] = useErrorBoundary(onFailure);
  return error === undefined ? children : null;
}
