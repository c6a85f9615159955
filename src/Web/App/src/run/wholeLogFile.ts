import { hostFailureText } from '../app/hostFailureText';
import { fetchLog } from '../connection/runLogApi';
import { fileLine } from './logFile';

const linesAtOnce = 5000;
/** How long to wait for lines that the host is still reading. */
const waitMs = 250;

/** Reads the whole log, part by part. Calls back with how many lines there are so far. Rejects if the log cannot be read to its end. */
export async function wholeLog(
  source: string,
  id: string,
  isRunning: boolean,
  onCount: (lines: number) => void,
  signal: AbortSignal,
): Promise<Blob> {
  const parts: Blob[] = [];
  for (let next = 1; ; ) {
    const answer = await fetchLog(source, id, next, linesAtOnce);
    signal.throwIfAborted();
    if (answer.kind !== 'done') {
      throw new Error(hostFailureText(answer));
    }
    const { rows, total, isWhole, isReading, error } = answer.value;
    parts.push(new Blob(rows.map((row) => `${fileLine(row)}\n`)));
    next = (rows.at(-1)?.number ?? next - 1) + 1;
    onCount(next - 1);
    if (next > total && (isWhole || isRunning || !isReading)) {
      if (error) {
        throw new Error(error);
      }
      return new Blob(parts, { type: 'text/plain;charset=utf-8' });
    }
    if (rows.length === 0) {
      await new Promise((resolve) => setTimeout(resolve, waitMs));
    }
  }
}
