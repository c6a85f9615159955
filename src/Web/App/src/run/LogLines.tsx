import { useEffect, useRef, useState } from 'preact/hooks';
import { chunkOf, chunkRows, type LogRows, lengthOfChunk } from '../state/logRows';
import { endOf, heightsOf, type LogWindow, placeAt, windowAt } from '../state/logWindow';
import { t } from '../text/text';
import { Chunk, type LineSetting } from './LogLine';
import { useLogScroll } from './useLogScroll';

/** A line that is looked at, and where it stands among the rows. */
export interface LineGoal {
  readonly index: number;
  readonly number: number;
}

interface Props {
  readonly rows: LogRows;
  readonly setting: LineSetting;
  /** The line that is looked at, and scrolled to; null for none. */
  readonly current: LineGoal | null;
  readonly isWrapped: boolean;
  readonly isFollowing: boolean;
  onFollow(isFollowing: boolean): void;
  /** Which rows are near what is seen. */
  onLook(first: number, end: number): void;
}

/** The lines of a log in a box that scrolls; at its end it stays there as lines are added. Only what is near is drawn. */
export function LogLines({ rows, setting, current, isWrapped, isFollowing, onFollow, onLook }: Props) {
  const measured = useRef(new Map<number, number>());
  const drawn = useRef<LogWindow | null>(null);
  const [top, setTop] = useState(0);
  const heights = heightsOf(rows, measured.current);
  const scroll = useLogScroll({ measured: measured.current, current, isWrapped, isFollowing, onFollow, onTop: setTop });
  const place = () => {
    if (isFollowing) {
      return endOf(heights, scroll.viewport);
    }
    return scroll.goal === null ? placeAt(heights, top, drawn.current) : { block: chunkOf(scroll.goal), offset: 0 };
  };
  const near = windowAt(heights, place(), scroll.viewport);
  drawn.current = near;
  const digits = String(rows.count).length;
  useEffect(() => onLook(near.first * chunkRows, near.end * chunkRows), [near.first, near.end, rows]);
  const chunks = [];
  for (let chunk = near.first; chunk < near.end; chunk += 1) {
    chunks.push(
      <Chunk
        key={chunk}
        chunk={chunk}
        rows={rows.chunks.get(chunk) ?? none}
        length={lengthOfChunk(rows, chunk)}
        current={current && chunkOf(current.index) === chunk ? current.number : null}
        setting={setting}
      />,
    );
  }
  return (
    <div
      ref={scroll.box}
      class={`log-lines ${isWrapped ? 'is-wrapped' : ''}`}
      style={{ '--fm-digits': digits }}
      role="log"
      aria-live="off"
      aria-label={t('runLog.title')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard.
      tabIndex={0}
      onScroll={scroll.onScroll}
      onWheel={scroll.onWheel}
    >
      <div style={{ height: `${near.above}px` }} />
      {chunks}
      <div style={{ height: `${near.below}px` }} />
    </div>
  );
}

const none: readonly undefined[] = [];
