import { useMemo } from 'preact/hooks';
import { Foreign } from '../kit/Foreign';
import type { LogEntry } from '../state/log';
import { type LogChunk, severityOf } from '../state/logView';
import { formatTime } from '../text/format';

interface ChunkProps {
  readonly chunk: LogChunk;
  readonly finder: RegExp | null;
  /** The place of the line found that is looked at, if it is one of these. */
  readonly current: number | null;
  /** Zone and language. */
  readonly locale: string;
}

/** Lines that are drawn together, and again only when one of them or the search changed. */
export function Chunk({ chunk, finder, current, locale }: ChunkProps) {
  return useMemo(
    () => (
      <div data-chunk={chunk.key}>
        {chunk.entries.map((entry) => (
          <Line key={entry.place} entry={entry} finder={finder} isCurrent={entry.place === current} />
        ))}
      </div>
    ),
    [chunk, finder, current, locale],
  );
}

interface LineProps {
  readonly entry: LogEntry;
  readonly finder: RegExp | null;
  readonly isCurrent: boolean;
}

function Line({ entry: { place, timestampMs, level, text }, finder, isCurrent }: LineProps) {
  const severity = severityOf(level);
  const at = timestampMs === null ? null : new Date(timestampMs);
  return (
    <div class={`log-line ${severity ? `log-${severity}` : ''} ${isCurrent ? 'is-current' : ''}`} data-place={place}>
      {at && (
        <time dateTime={at.toISOString()} title={at.toISOString()}>
          {`${formatTime(at.getTime(), 'time')}.${String(at.getUTCMilliseconds()).padStart(3, '0')} `}
        </time>
      )}
      {level && <Foreign kind="log-level" text={`${level} `} />}
      <Foreign kind="log-text" text={text} divide={finder ? (shown) => marked(shown, finder) : undefined} />
    </div>
  );
}

/** A text with what was found in it marked. */
const marked = (text: string, finder: RegExp) =>
  // Split by a pattern in brackets: what was found stands at the odd places.
  text.split(finder).map((part, index) => (index % 2 === 1 ? <mark key={index}>{part}</mark> : part));
