import type { History, HistoryFigure } from '../../contract/history';
import { periodOf, rangeKey, type TimeRange } from '../timeRange';
import { type AskFailure, retryAfterMs } from './failure';

/** What is asked of the host. */
export interface Question {
  readonly sources: readonly string[];
  readonly figures: readonly HistoryFigure[];
  readonly fromMs: number;
  readonly toMs: number;
  /** The most rows. */
  readonly points: number;
}

/** What a chart wants to show. */
export interface Wanted {
  readonly sources: readonly string[];
  readonly figures: readonly HistoryFigure[];
  readonly range: TimeRange;
  readonly points: number;
}

/** How far a question has come. What was answered before stays while it is asked again. */
export interface Known {
  /** By daemon; null before the first answer. */
  readonly bySource: ReadonlyMap<string, History> | null;
  readonly isAsking: boolean;
  /** Why the last question was not answered; null if it was. */
  readonly failure: AskFailure | null;
}

type Load = (question: Question) => Promise<readonly History[] | AskFailure>;

interface Entry {
  known: Known;
  /** When it was last asked, and over which connection: after another one, the time between has to be asked for again. */
  askedAtMs: number;
  connection: number;
}

const nothing: Known = { bySource: null, isAsking: false, failure: null };
/** As many as the widgets of a dashboard may ask for, and what the page asked for before. */
const mostEntries = 72;

/** What was, by the time that was asked for. It asks the host, and keeps the newest answers. */
export class HistoryStore {
  private readonly entries = new Map<string, Entry>();
  private urgentChanges = 0;

  constructor(
    private readonly load: Load,
    private readonly onChange: () => void,
  ) {}

  /**
   * Increases with each change that must be shown at once: a first question and its answer, an answer after a reconnection or a long pause, a failure and its
   * end. An answer that was renewed in time differs from the one before by its newest rows only, which charts draw when they move on.
   */
  get urgentVersion(): number {
    return this.urgentChanges;
  }

  read(wanted: Wanted): Known {
    return this.entries.get(keyOf(wanted))?.known ?? nothing;
  }

  /** Asks for what is wanted if it is not known, or may have changed since. `connection` names the one to the hub that is open. */
  want(wanted: Wanted, nowMs: number, connection: number): void {
    const key = keyOf(wanted);
    const entry = this.entries.get(key);
    if (wanted.sources.length === 0 || (entry && !isDue(entry, wanted, nowMs, connection))) {
      return;
    }
    const asked: Entry = { known: { ...(entry?.known ?? nothing), isAsking: true }, askedAtMs: nowMs, connection };
    // Last: what was wanted longest ago is forgotten first.
    this.entries.delete(key);
    this.entries.set(key, asked);
    this.forget();
    const isRenewal = entry !== undefined && isInTime(entry, wanted, nowMs, connection);
    void this.load(questionOf(wanted, nowMs)).then((answer) => this.take(key, asked, answer, isRenewal));
    this.changed(!entry);
  }

  private take(key: string, asked: Entry, answer: readonly History[] | AskFailure, isRenewal: boolean): void {
    // Another question has been asked since, and its answer will be newer.
    if (this.entries.get(key) !== asked) {
      return;
    }
    const before = asked.known;
    asked.known =
      'kind' in answer
        ? { ...before, isAsking: false, failure: answer }
        : { bySource: new Map(answer.map((history) => [history.source, history])), isAsking: false, failure: null };
    this.changed(!isRenewal || !before.bySource || !isSame(before.failure, asked.known.failure));
  }

  private changed(isUrgent: boolean): void {
    if (isUrgent) {
      this.urgentChanges += 1;
    }
    this.onChange();
  }

  private forget(): void {
    for (const key of this.entries.keys()) {
      if (this.entries.size <= mostEntries) {
        return;
      }
      this.entries.delete(key);
    }
  }
}

const isSame = (one: AskFailure | null, other: AskFailure | null): boolean =>
  one?.kind === other?.kind && one?.detail === other?.detail;

const keyOf = ({ sources, figures, range, points }: Wanted): string =>
  JSON.stringify([sources, figures, rangeKey(range), points]);

const questionOf = ({ sources, figures, range, points }: Wanted, nowMs: number): Question => ({
  sources,
  figures,
  points,
  ...periodOf(range, nowMs),
});

function isDue({ known, askedAtMs, connection }: Entry, { range }: Wanted, nowMs: number, current: number): boolean {
  if (known.isAsking && connection === current) {
    return false;
  }
  if (connection !== current) {
    return true;
  }
  const waitMs = known.failure ? retryAfterMs(known.failure) : renewMs(range, askedAtMs);
  return waitMs !== null && nowMs - askedAtMs >= waitMs;
}

/** Whether a due question is asked soon after it became due. It is not while no page shows it, or while the page is hidden. */
const isInTime = ({ askedAtMs, connection }: Entry, { range }: Wanted, nowMs: number, current: number): boolean =>
  connection === current && nowMs - askedAtMs < 2 * renewMs(range, askedAtMs);

/** How long an answer is good for. What comes meanwhile is known from the hub. */
function renewMs(range: TimeRange, askedAtMs: number): number {
  const { fromMs, toMs } = periodOf(range, askedAtMs);
  if (range.kind === 'fixed' && toMs < askedAtMs - 60_000) {
    return Number.POSITIVE_INFINITY;
  }
  return Math.min(10 * 60_000, Math.max(60_000, (toMs - fromMs) / 100));
}
