import { type ComponentChildren, render } from 'preact';
import { useErrorBoundary } from 'preact/hooks';
import { ForeignChanges } from './foreign/ForeignChanges';
import { Repairs } from './foreign/Repairs';
import { alteredNotice, frozenNotice } from './handmadeNotice';

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
 *
 * What others do to the page in the browser (its translation, an extension) is undone by building the page again from the state: text
 * that was replaced would stand still, because updates go to the text that was there before.
 */
export class Drawing {
  private frozen: Frozen | null = null;
  private isDrawing = false;
  private hasFailed = false;
  private failedAtMs = 0;
  /** Which building of the page stands. */
  private building = 0;
  private readonly changes: ForeignChanges;
  private readonly repairs = new Repairs();
  private altered: HTMLElement | null = null;

  /** `nowMs`: the time by the hub's clock, for the notice. */
  constructor(
    private readonly place: HTMLElement,
    private readonly content: () => ComponentChildren,
    private readonly nowMs: () => number,
  ) {
    this.changes = new ForeignChanges(place);
  }

  draw(): void {
    if (this.frozen && performance.now() < this.failedAtMs + retryMs) {
      return;
    }
    const isRepair = this.repairs.isDue(this.changes.take(), performance.now());
    this.changes.own(() => {
      if (isRepair) {
        this.clear();
      }
      this.drawWhole();
    });
    this.tellOfAlterations();
  }

  private drawWhole(): void {
    this.hasFailed = false;
    this.isDrawing = true;
    try {
      render(
        <Whole key={this.building} onFailure={this.caught}>
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

  /** Takes the page down with whatever others put into it. The next drawing builds it again. */
  private clear(): void {
    this.building += 1;
    render(null, this.place);
    this.place.replaceChildren();
  }

  private tellOfAlterations(): void {
    if (this.repairs.areInVain && !this.altered) {
      this.altered = alteredNotice();
      this.place.before(this.altered);
    } else if (!this.repairs.areInVain) {
      this.altered?.remove();
      this.altered = null;
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
    this.building += 1;
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
