import type { HubLink, LogStream } from '../connection/hubLink';
import type { LogLine } from '../contract/messages';
import { type LogAction, mostCharacters, mostLines } from '../state/log';
import { type LogSeam, seamOf } from '../state/logSeam';
import { isolated } from '../text/isolated';

export interface LogWanted {
  readonly source: string;
  readonly id: string;
  /** How many of the last lines to begin with; 0: all. */
  readonly tailLines: number;
  /** Whether to go on until the run ends. */
  readonly follow: boolean;
  /** The lines that are there, if the pull continues one that broke off; null if it begins again from the start. */
  readonly held: readonly LogLine[] | null;
}

/**
 * The most lines and characters that wait for an animation frame. A hidden tab has no frames, and only the lines that are handed on are
 * limited in number.
 */
const mostPending = 1000;
const mostPendingCharacters = 1024 * 1024;

/** Pulls a log and hands on what came once a frame, and in a hidden tab whenever much has come. */
export function pullLog(link: HubLink, wanted: LogWanted, dispatch: (action: LogAction) => void): LogStream {
  let pending: LogLine[] = [];
  let characters = 0;
  let frame = 0;
  let isOver = false;
  const flush = () => {
    cancelAnimationFrame(frame);
    frame = 0;
    if (pending.length > 0 && !isOver) {
      dispatch({ type: 'arrived', lines: pending });
      pending = [];
      characters = 0;
    }
  };
  const over = (action: LogAction) => {
    if (!isOver) {
      flush();
      isOver = true;
      dispatch(action);
    }
    beginning.end();
  };
  const take = (line: LogLine) => {
    pending.push(line);
    characters += line.message.length;
    if (pending.length >= mostPending || characters >= mostPendingCharacters) {
      flush();
    } else {
      frame ||= requestAnimationFrame(flush);
    }
  };
  const beginning = beginningOf(wanted, dispatch, take);
  const stream = link.streamLogs(wanted.source, wanted.id, beginning.tailLines, wanted.follow, {
    onLine: (line) => beginning.take(line),
    onEnd: () => {
      beginning.giveUp();
      over({ type: 'ended' });
    },
    // A lost connection ends every stream; the page says so itself, and pulls again when it is back.
    onError: (why) => over(link.isOpen ? { type: 'failed', why } : { type: 'cut' }),
    onUnavailable: (why) => over({ type: 'broke', why }),
  });
  return {
    end: () => {
      if (!isOver) {
        isOver = true;
        cancelAnimationFrame(frame);
        stream.end();
      }
      beginning.end();
    },
  };
}

/** How long no line may come before the place at which a log broke off counts as not found. */
const quietMs = 5000;

/** How long after the first line it counts as not found even though lines keep coming: a run may write them without a pause. */
const longestSeekMs = 15_000;

/** The beginning of a pull: up to the place at which an earlier one broke off. */
interface Beginning {
  readonly tailLines: number;
  take(line: LogLine): void;
  /** The pull has ended: what was sought is not there. */
  giveUp(): void;
  end(): void;
}

/** Tells how a pull begins, and hands on its lines: those after the lines that are there, or all of them if these are not found. */
function beginningOf(wanted: LogWanted, dispatch: (action: LogAction) => void, take: (line: LogLine) => void): Beginning {
  const seam = wanted.held ? seamOf(wanted.held) : null;
  if (seam) {
    dispatch({ type: 'sought' });
    return new SoughtBeginning(seam, dispatch, take);
  }
  // More lines than this are not kept.
  const tailLines = wanted.held && wanted.tailLines > 0 ? mostLines : wanted.tailLines;
  dispatch(wanted.held ? { type: 'replaced', tailLines } : { type: 'began' });
  return { tailLines, take, giveUp: () => undefined, end: () => undefined };
}

class SoughtBeginning implements Beginning {
  readonly tailLines = mostLines;
  /** The lines so far, while the place is sought. */
  private lines: LogLine[] | null = [];
  private characters = 0;
  private quiet = setTimeout(() => this.giveUp(), quietMs);
  private limit: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly seam: LogSeam,
    private readonly dispatch: (action: LogAction) => void,
    private readonly handOn: (line: LogLine) => void,
  ) {}

  take(line: LogLine): void {
    if (!this.lines) {
      this.handOn(line);
      return;
    }
    clearTimeout(this.quiet);
    this.limit ??= setTimeout(() => this.giveUp(), longestSeekMs);
    this.lines.push(line);
    this.characters += line.message.length;
    if (this.seam.isEnd(line)) {
      this.end();
      this.dispatch({ type: 'continued' });
    } else if (this.lines.length >= mostLines || this.characters > mostCharacters) {
      this.giveUp();
    } else {
      this.quiet = setTimeout(() => this.giveUp(), quietMs);
    }
  }

  giveUp(): void {
    const { lines } = this;
    this.end();
    if (lines) {
      this.dispatch({ type: 'replaced', tailLines: this.tailLines });
      for (const line of lines) {
        this.handOn(line);
      }
    }
  }

  end(): void {
    clearTimeout(this.quiet);
    clearTimeout(this.limit);
    this.lines = null;
  }
}

/** A line as it stands in a file. The message is as the daemon wrote it, because programs read it, and nothing follows it that it could alter. */
export const fileLine = ({ timestampMs, level, message }: LogLine): string =>
  [timestampMs === null ? null : new Date(timestampMs).toISOString(), level === null ? null : isolated(level), message]
    .filter((part) => part !== null)
    .join(' ');

const linesOfPart = 5000;

/** A log that is being read into a file; `end` stops it. */
export interface WholeLog extends LogStream {
  /** Rejects if the log cannot be read to its end. */
  readonly file: Promise<Blob>;
}

/** The whole log as a file; calls back with how many lines there are so far. */
export function wholeLog(link: HubLink, source: string, id: string, onCount: (lines: number) => void): WholeLog {
  const parts: Blob[] = [];
  let lines: string[] = [];
  let count = 0;
  const closePart = () => {
    parts.push(new Blob(lines.map((line) => `${line}\n`)));
    lines = [];
    onCount(count);
  };
  let stream: LogStream | null = null;
  const file = new Promise<Blob>((resolve, reject) => {
    stream = link.streamLogs(source, id, 0, false, {
      onLine: (line) => {
        lines.push(fileLine(line));
        count += 1;
        if (lines.length >= linesOfPart) {
          closePart();
        }
      },
      onEnd: () => {
        closePart();
        resolve(new Blob(parts, { type: 'text/plain;charset=utf-8' }));
      },
      onError: (why) => reject(new Error(why)),
    });
  });
  return { file, end: () => stream?.end() };
}
