/** How often the page is built again at most: each time a person loses the focus and what they had opened. */
const leastApartMs = 1000;
/** How often where others change it again each time. What is shown is at most this old. */
const inVainApartMs = 5000;
/** With this many repairs within `vainWithinMs`, further ones are in vain: the page is changed again after each. */
const vainRepairs = 3;
const vainWithinMs = 30_000;
/** After this long without changes, the repairs count as successful. */
const calmMs = 60_000;

/** Decides when a page that others have changed is built again. Times are those of `performance.now()`. */
export class Repairs {
  private isPending = false;
  private repairedAtMs: readonly number[] = [];
  private changedAtMs = Number.NEGATIVE_INFINITY;
  private inVain = false;

  /** Whether others change the page again after each repair. */
  get areInVain(): boolean {
    return this.inVain;
  }

  /** Whether to build the page again now; `isChanged`: whether others have changed it since this was last called. */
  isDue(isChanged: boolean, nowMs: number): boolean {
    if (isChanged) {
      this.isPending = true;
      this.changedAtMs = nowMs;
    } else if (nowMs - this.changedAtMs >= calmMs) {
      this.inVain = false;
    }
    const lastMs = this.repairedAtMs.at(-1) ?? Number.NEGATIVE_INFINITY;
    if (!this.isPending || nowMs - lastMs < (this.inVain ? inVainApartMs : leastApartMs)) {
      return false;
    }
    this.isPending = false;
    this.repairedAtMs = [...this.repairedAtMs.filter((atMs) => nowMs - atMs < vainWithinMs), nowMs];
    this.inVain ||= this.repairedAtMs.length >= vainRepairs;
    return true;
  }
}
