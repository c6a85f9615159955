import { hostFailureText } from '../app/hostFailureText';
import type { HostAnswer } from '../connection/hostApi';
import { fetchLog, type LogQuery, searchLog } from '../connection/runLogApi';
import type { LogRow, LogStanding } from '../contract/runLog';
import { areAll, type ShownLines, wholeLog } from '../state/logFilter';
import { chunkRows, filledRows, type HeldRow, initialLog, type LogState, missingRows, withRows } from '../state/logRows';
import { plain } from '../text/plain';

/** How often to ask whether there are new lines. */
const livePaceMs = 1000;
/** How often while the host reads a log that is there already. */
const fillPaceMs = 250;
/** How long to wait after the host did not answer. */
const retryMs = 3000;
/** How many rows to ask for at once. */
const mostAtOnce = 5 * chunkRows;
/** With how many of its last lines a log opens. */
const tailAtFirst = 300;

/** Reads a run's log from the host: what is looked at, and what comes. */
export class LogReader {
  private state: LogState = initialLog;
  private lines: ShownLines = wholeLog;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private isStopped = true;
  private isFetching = false;
  private wanted = { first: 0, end: 0 };
  /** Counts the filters: an answer to an earlier one is late. */
  private turn = 0;

  constructor(
    private readonly source: string,
    private readonly id: string,
    private readonly onChange: (state: LogState) => void,
  ) {}

  start(lines: ShownLines): void {
    this.lines = lines;
    this.isStopped = false;
    void this.poll();
  }

  stop(): void {
    this.isStopped = true;
    this.turn += 1;
    clearTimeout(this.timer);
  }

  /** Shows other lines. */
  filter(lines: ShownLines): void {
    if (lines.level === this.lines.level && lines.stream === this.lines.stream) {
      return;
    }
    this.lines = lines;
    this.turn += 1;
    this.isFetching = false;
    this.wanted = { first: 0, end: 0 };
    this.change({ ...initialLog, standing: this.state.standing, isPaused: this.state.isPaused });
    void this.poll();
  }

  pause(isPaused: boolean): void {
    this.change({ ...this.state, isPaused });
    clearTimeout(this.timer);
    if (!isPaused) {
      void this.poll();
    }
  }

  /** Asks again at once, after a failure. */
  again(): void {
    clearTimeout(this.timer);
    void this.poll();
  }

  /** Fetches what is looked at, if it is not there. */
  look(first: number, end: number): void {
    this.wanted = { first, end };
    void this.fetchMissing();
  }

  private async poll(): Promise<void> {
    clearTimeout(this.timer);
    const { turn } = this;
    const { count } = this.state.rows;
    const answer = await (areAll(this.lines) ? this.newLines(count) : this.newMatches(count));
    if (this.isStopped || turn !== this.turn) {
      return;
    }
    if (answer.kind !== 'done') {
      this.change({ ...this.state, failure: hostFailureText(answer) });
      this.timer = setTimeout(() => void this.poll(), retryMs);
      return;
    }
    const { total, first, rows, standing } = answer.value;
    this.change({ ...this.state, rows: withRows(this.state.rows, total, first, rows), standing, failure: null });
    if (!standing.isWhole && !this.state.isPaused) {
      const isFilling = standing.isReading && total > count + rows.length;
      this.timer = setTimeout(() => void this.poll(), isFilling || count === 0 ? fillPaceMs : livePaceMs);
    }
    void this.fetchMissing();
  }

  private async newLines(count: number): Promise<HostAnswer<Piece>> {
    const answer = await fetchLog(
      this.source,
      this.id,
      count === 0 ? -tailAtFirst : count + 1,
      count === 0 ? tailAtFirst : mostAtOnce,
    );
    return mapped(answer, ({ rows, ...standing }) => {
      const first = rows[0] ? rows[0].number - 1 : count;
      return { total: standing.total, first, rows: filledRows(first, rows.map(shown), 0), standing };
    });
  }

  private async newMatches(count: number): Promise<HostAnswer<Piece>> {
    const [found, part] = await Promise.all([
      searchLog(this.source, this.id, this.query(), { skip: count }, mostAtOnce),
      fetchLog(this.source, this.id, Number.MAX_SAFE_INTEGER, 1),
    ]);
    return part.kind !== 'done'
      ? part
      : mapped(found, ({ count: total, index, rows }) => ({ total, first: index, rows: rows.map(shown), standing: part.value }));
  }

  private async fetchMissing(): Promise<void> {
    const { first, end } = this.wanted;
    const missing = missingRows(this.state.rows, first, end, mostAtOnce);
    if (!missing || this.isFetching || this.isStopped) {
      return;
    }
    this.isFetching = true;
    const { turn } = this;
    const rows = await this.rowsOf(missing.first, missing.count);
    if (turn !== this.turn) {
      return;
    }
    this.isFetching = false;
    if (rows) {
      this.change({ ...this.state, rows: withRows(this.state.rows, this.state.rows.count, missing.first, rows) });
      void this.fetchMissing();
    }
  }

  /** Null if the host does not answer: the next poll says so, and what is missing is asked for after it. */
  private async rowsOf(first: number, count: number): Promise<readonly HeldRow[] | null> {
    if (areAll(this.lines)) {
      const answer = await fetchLog(this.source, this.id, first + 1, count);
      return answer.kind === 'done' ? filledRows(first, answer.value.rows.map(shown), answer.value.total).slice(0, count) : null;
    }
    const answer = await searchLog(this.source, this.id, this.query(), { skip: first }, count);
    return answer.kind === 'done' && answer.value.rows.length > 0 ? answer.value.rows.map(shown) : null;
  }

  private query(): LogQuery {
    return { ...wholeLog, level: this.lines.level, stream: this.lines.stream };
  }

  private change(state: LogState): void {
    this.state = state;
    this.onChange(state);
  }
}

/** Rows that came, and how many there are in all. */
interface Piece {
  readonly total: number;
  readonly first: number;
  readonly rows: readonly HeldRow[];
  readonly standing: LogStanding;
}

/** What overwrote itself has lost the places of its styles. */
function shown(row: LogRow): LogRow {
  const text = plain(row.text);
  return text === row.text ? row : { ...row, text, styles: row.text.startsWith(text) ? row.styles : [] };
}

const mapped = <T, U>(answer: HostAnswer<T>, map: (value: T) => U): HostAnswer<U> =>
  answer.kind === 'done' ? { ...answer, value: map(answer.value) } : answer;
