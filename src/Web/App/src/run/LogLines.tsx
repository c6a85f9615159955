import { useMemo, useRef, useState } from 'preact/hooks';
import type { LogEntry } from '../state/log';
import { chunked, type LogChunk } from '../state/logView';
import { droppedHeight, forgetHeights, windowOf } from '../state/logWindow';
import { t } from '../text/text';
import { Chunk } from './LogLine';
import { useLogScroll } from './useLogScroll';

interface Props {
  readonly entries: readonly LogEntry[];
  readonly finder: RegExp | null;
  /** The place of the line found that is looked at, and scrolled to; null for none. */
  readonly current: number | null;
  readonly isWrapped: boolean;
  readonly isFollowing: boolean;
  /** Zone and language. */
  readonly locale: string;
  onFollow(isFollowing: boolean): void;
}

/** The height of a line that was not drawn yet, if it is not wrapped. */
const linePixels = 20;

/** The lines of a log in a box that scrolls; at its end it stays there as lines are added. Only what is near is drawn. */
export function LogLines({ entries, finder, current, isWrapped, isFollowing, locale, onFollow }: Props) {
  const before = useRef<readonly LogChunk[]>([]);
  const measured = useRef(new Map<number, number>());
  const [top, setTop] = useState(0);
  const shift = useRef(0);
  const heightOf = (chunk: LogChunk) => measured.current.get(chunk.key) ?? chunk.entries.length * linePixels;
  const chunks = useMemo(() => chunked(entries, before.current), [entries]);
  if (chunks !== before.current) {
    // What is looked at moves up by what went at the top; the browser tells where to once it has drawn that.
    shift.current += droppedHeight(before.current, chunks, heightOf);
    forgetHeights(measured.current, chunks);
    before.current = chunks;
  }
  const hasTimes = useMemo(() => entries.some(({ timestampMs }) => timestampMs !== null), [entries]);
  const heights = chunks.map(heightOf);
  const scroll = useLogScroll({
    chunks,
    heights,
    measured: measured.current,
    current,
    shift: shift.current,
    isWrapped,
    isFollowing,
    onFollow,
    onTop: (at) => {
      shift.current = 0;
      setTop(at);
    },
  });
  const near = windowOf(heights, isFollowing ? null : top - shift.current, scroll.viewport);
  return (
    <div
      ref={scroll.box}
      class={`log-lines ${isWrapped ? 'is-wrapped' : ''} ${hasTimes ? 'has-times' : ''}`}
      role="log"
      aria-live="off"
      aria-label={t('runLog.title')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard.
      tabIndex={0}
      onScroll={scroll.onScroll}
    >
      <div style={{ height: `${near.above}px` }} />
      {chunks.slice(near.first, near.end).map((chunk) => (
        <Chunk key={chunk.key} chunk={chunk} finder={finder} current={currentIn(chunk, current)} locale={locale} />
      ))}
      <div style={{ height: `${near.below}px` }} />
    </div>
  );
}

const currentIn = ({ entries }: LogChunk, current: number | null): number | null =>
  current !== null && entries.some(({ place }) => place === current) ? current : null;
