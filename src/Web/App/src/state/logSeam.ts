import type { LogLine } from '../contract/messages';
import { plain } from '../text/plain';

/** What the hub's own lines in a log begin with: they are not in the daemon's log. */
const noticePrefix = '[FlextMonitor] ';
/** By how many lines a place is recognized, if there are as many. */
const leastLines = 32;
/** How far back to look for lines of another time. */
const mostLooked = 1000;

/** Finds, in a log that is pulled again, the lines that were there already. */
export interface LogSeam {
  /** Takes the next line of the pull; whether it is the last of those that were there. */
  isEnd(line: LogLine): boolean;
}

/**
 * How to recognize the end of the lines that are there; null if it cannot be told from other places. Lines of two different times do not occur
 * again, since a log is in the order of its times. Those of one time, or of none, may be repeated any number of times.
 */
export function seamOf(held: readonly LogLine[]): LogSeam | null {
  const last = held.filter((line) => !isNotice(line)).slice(-mostLooked);
  const latest = last.findLast(({ timestampMs }) => timestampMs !== null)?.timestampMs;
  const other = last.findLastIndex(({ timestampMs }) => timestampMs !== null && timestampMs !== latest);
  return other < 0 ? null : matcherOf(last.slice(Math.min(other, Math.max(0, last.length - leastLines))).map(keyOf));
}

const isNotice = ({ message }: LogLine): boolean => message.startsWith(noticePrefix);

const keyOf = ({ timestampMs, level, message }: LogLine): string => `${timestampMs}\n${level}\n${plain(message)}`;

/** Finds a sequence in linear time (Knuth, Morris and Pratt). */
function matcherOf(pattern: readonly string[]): LogSeam {
  const shorter = [0, 0];
  const extend = (matched: number, key: string): number => {
    let length = matched;
    while (length > 0 && pattern[length] !== key) {
      length = shorter[length] ?? 0;
    }
    return pattern[length] === key ? length + 1 : 0;
  };
  for (let end = 1; end < pattern.length; end += 1) {
    shorter.push(extend(shorter[end] ?? 0, pattern[end] ?? ''));
  }
  let matched = 0;
  return {
    isEnd: (line) => {
      if (isNotice(line)) {
        return false;
      }
      matched = extend(matched, keyOf(line));
      return matched === pattern.length;
    },
  };
}
