import type { RefObject } from 'preact';
import { useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import type { LogEntry } from '../../state/log';
import { chunked, type LogChunk, severityOf } from '../../state/logView';
import { formatTime } from '../../text/format';
import { t } from '../../text/text';

interface Props {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly entries: readonly LogEntry[];
  readonly finder: RegExp | null;
  /** The place of the line found that is looked at; null for none. */
  readonly current: number | null;
  readonly isWrapped: boolean;
  readonly isFollowing: boolean;
  /** Zone and language. */
  readonly locale: string;
  onFollow(isFollowing: boolean): void;
}

/** As near to the end as counts as the end. In pixels. */
const endPixels = 8;

/** The lines of a log in a box that scrolls; at its end it stays there as lines are added. */
export function LogLines({ scroller, entries, finder, current, isWrapped, isFollowing, locale, onFollow }: Props) {
  const before = useRef<readonly LogChunk[]>([]);
  const last = useRef({ top: 0, height: 0 });
  before.current = useMemo(() => chunked(entries, before.current), [entries]);
  const hasTimes = useMemo(() => entries.some(({ timestampMs }) => timestampMs !== null), [entries]);
  useLayoutEffect(() => {
    if (isFollowing && scroller.current) {
      scroller.current.scrollTop = scroller.current.scrollHeight;
    }
  }, [entries, isFollowing, isWrapped]);
  const onScroll = (event: Event & { readonly currentTarget: HTMLDivElement }) => {
    const { scrollTop, scrollHeight, clientHeight } = event.currentTarget;
    // Lines that come and go move what is shown too; only a person moves it while the height stays.
    const isByHand = scrollHeight === last.current.height;
    const isUp = scrollTop < last.current.top;
    last.current = { top: scrollTop, height: scrollHeight };
    if (scrollHeight - scrollTop - clientHeight <= endPixels) {
      onFollow(true);
    } else if (isByHand && isUp) {
      onFollow(false);
    }
  };
  return (
    <div
      ref={scroller}
      class={`log-lines ${isWrapped ? 'is-wrapped' : ''} ${hasTimes ? 'has-times' : ''}`}
      role="log"
      aria-live="off"
      aria-label={t('runLog.title')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard.
      tabIndex={0}
      onScroll={onScroll}
    >
      {before.current.map((chunk) => (
        <Chunk key={chunk.key} chunk={chunk} finder={finder} current={currentIn(chunk, current)} locale={locale} />
      ))}
    </div>
  );
}

const currentIn = ({ entries }: LogChunk, current: number | null): number | null =>
  current !== null && entries.some(({ place }) => place === current) ? current : null;

interface ChunkProps extends Pick<Props, 'finder' | 'current' | 'locale'> {
  readonly chunk: LogChunk;
}

/** Lines that are drawn together, and drawn anew only when one of them or what is looked for changed. */
function Chunk({ chunk, finder, current, locale }: ChunkProps) {
  return useMemo(
    () => (
      <div class="log-chunk" style={{ containIntrinsicHeight: `auto ${chunk.entries.length * 1.25}rem` }}>
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
      {level && <span class="log-level">{`${level} `}</span>}
      <span class="log-text">{finder ? marked(text, finder) : text}</span>
    </div>
  );
}

/** A text with what was found in it marked. */
const marked = (text: string, finder: RegExp) =>
  // Split by a pattern in brackets: what was found stands at the odd places.
  text.split(finder).map((part, index) => (index % 2 === 1 ? <mark key={index}>{part}</mark> : part));
