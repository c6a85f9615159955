import { options } from 'preact';
import { mutationObserver } from '../../kit/mutationObserver';

/** Whether a library of the page's own adds, moves and removes the children of an element, which says so by `data-library`. */
const isOfLibrary = (node: Node): boolean => node instanceof Element && node.hasAttribute('data-library');

/**
 * Notices what others change in the page: a browser's translation, or an extension. Where they replace what the page drew, the page goes on
 * writing to what it drew and nobody sees it. Nodes that are only added do no harm.
 */
export class ForeignChanges {
  private readonly observer: MutationObserver | null;
  /** What others added. They may change and remove it. */
  private readonly added = new WeakSet<Node>();
  private hasHarmed = false;
  private depth = 0;

  constructor(private readonly place: Node) {
    this.observer = mutationObserver((records) => this.judge(records));
    this.observer?.observe(place, { subtree: true, childList: true, characterData: true });
    // Components that draw themselves again do so here and not within the drawing of the page.
    options.debounceRendering = (process) => queueMicrotask(() => this.own(process));
  }

  /** Draws. What changes meanwhile is the page's own doing. */
  own(draw: () => void): void {
    if (this.depth === 0) {
      this.judgePending();
    }
    this.depth += 1;
    try {
      draw();
    } finally {
      this.depth -= 1;
      this.observer?.takeRecords();
    }
  }

  /** Whether others have replaced, removed or rewritten something since this was last called. */
  take(): boolean {
    this.judgePending();
    const { hasHarmed } = this;
    this.hasHarmed = false;
    return hasHarmed;
  }

  private judgePending(): void {
    this.judge(this.observer?.takeRecords() ?? []);
  }

  private judge(records: readonly MutationRecord[]): void {
    for (const { type, target, addedNodes, removedNodes } of records) {
      if (this.isOfOthers(target) || isOfLibrary(target)) {
        continue;
      }
      this.hasHarmed ||= type === 'characterData' || [...removedNodes].some((node) => !this.added.has(node));
      for (const node of addedNodes) {
        this.added.add(node);
      }
    }
  }

  private isOfOthers(node: Node): boolean {
    for (let one: Node | null = node; one && one !== this.place; one = one.parentNode) {
      if (this.added.has(one)) {
        return true;
      }
    }
    return false;
  }
}
