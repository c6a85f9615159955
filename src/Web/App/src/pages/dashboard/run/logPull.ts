import type { HubLink, LogStream } from '../../../connection/hubLink';
import type { LogLine } from '../../../contract/messages';
import type { LogAction } from '../../../state/log';
import { isolated } from '../../../text/isolated';

export interface LogWanted {
  readonly source: string;
  readonly id: string;
  /** How many of the last lines to begin with; 0: all. */
  readonly tailLines: number;
  /** Whether to go on until the run ends. */
  readonly follow: boolean;
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
  };
  dispatch({ type: 'began' });
  const stream = link.streamLogs(wanted.source, wanted.id, wanted.tailLines, wanted.follow, {
    onLine: (line) => {
      pending.push(line);
      characters += line.message.length;
      if (pending.length >= mostPending || characters >= mostPendingCharacters) {
        flush();
      } else {
        frame ||= requestAnimationFrame(flush);
      }
    },
    onEnd: () => over({ type: 'ended' }),
    // A lost connection ends every stream; the page says so itself, and pulls again when it is back.
    onError: (why) => over(link.isOpen ? { type: 'failed', why } : { type: 'cut' }),
  });
  return {
    end: () => {
      if (!isOver) {
        isOver = true;
        cancelAnimationFrame(frame);
        stream.end();
      }
    },
  };
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
