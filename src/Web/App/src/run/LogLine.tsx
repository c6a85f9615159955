import { useMemo } from 'preact/hooks';
import type { LogRow } from '../contract/runLog';
import { Foreign } from '../kit/Foreign';
import { severityOf } from '../state/logLevels';
import { chunkRows, type HeldRow } from '../state/logRows';
import { formatNumber, formatTime } from '../text/format';
import { t } from '../text/text';
import { LogJson } from './LogJson';
import { foldOf, jsonOf, tracebacksIn } from './logShape';
import { StyledText } from './StyledText';

/** What all lines have in common. */
export interface LineSetting {
  readonly finder: RegExp | null;
  /** Zone and language. */
  readonly locale: string;
  /** The numbers of the lines that a person opened. */
  readonly opened: ReadonlySet<number>;
  onOpen(number: number): void;
  /** Puts a line into the address. */
  onLink(number: number): void;
}

interface ChunkProps {
  readonly chunk: number;
  readonly rows: readonly HeldRow[];
  /** How many rows it has, fetched or not. */
  readonly length: number;
  /** The number of the line that is looked at, if it is one of these. */
  readonly current: number | null;
  readonly setting: LineSetting;
}

/** Lines that are drawn together, and again only when one of them or the search changed. */
export function Chunk({ chunk, rows, length, current, setting }: ChunkProps) {
  return useMemo(() => {
    const tracebacks = tracebacksIn(rows);
    const drawn = [];
    for (let place = 0; place < length; place += 1) {
      const row = rows[place];
      const at = chunk * chunkRows + place;
      const folded = row ? (tracebacks.get(place) ?? 0) : 0;
      drawn.push(
        row ? (
          <Line key={row.number} place={at} row={row} folded={folded} isCurrent={row.number === current} setting={setting} />
        ) : (
          <NoLine key={`place-${place}`} place={at} isMissing={row === null} />
        ),
      );
      place += folded > 0 && isFolded(rows.slice(place, place + 1 + folded), setting, current) ? folded : 0;
    }
    return <div data-chunk={chunk}>{drawn}</div>;
  }, [chunk, rows, length, current, setting]);
}

/** In place of a line that was not fetched yet, or that the host does not have any more. */
const NoLine = ({ place, isMissing }: { readonly place: number; readonly isMissing: boolean }) => (
  <div class="log-line log-missing" data-place={place} data-held={isMissing ? '' : undefined}>
    {isMissing ? t('runLog.missing') : ' '}
  </div>
);

/** Whether the frames of a traceback, which follow its first row, are hidden. */
const isFolded = ([first, ...frames]: readonly HeldRow[], { opened, finder }: LineSetting, current: number | null): boolean =>
  !(first && opened.has(first.number)) &&
  !frames.some((frame) => frame?.number === current || finder?.test(frame?.text ?? '') === true);

interface LineProps {
  readonly place: number;
  readonly row: LogRow;
  /** How many rows after it are folded into it. */
  readonly folded: number;
  readonly isCurrent: boolean;
  readonly setting: LineSetting;
}

function Line({ place, row, folded, isCurrent, setting }: LineProps) {
  const { number, timestampMs, level } = row;
  const severity = severityOf(level);
  const at = timestampMs === null ? null : new Date(timestampMs);
  return (
    <div
      class={`log-line ${severity ? `log-${severity}` : ''} ${isCurrent ? 'is-current' : ''}`}
      data-place={place}
      data-line={number}
      data-held=""
    >
      <button
        type="button"
        class="log-number figures"
        tabIndex={-1}
        title={t('runLog.linkTo', { number: formatNumber(number) })}
        onClick={() => setting.onLink(number)}
      >
        {number}
      </button>
      <span class="log-content">
        {at && (
          <time dateTime={at.toISOString()} title={at.toISOString()}>
            {`${formatTime(at.getTime(), 'time')}.${String(at.getUTCMilliseconds()).padStart(3, '0')} `}
          </time>
        )}
        {level && <Foreign kind="log-level" text={`${level} `} />}
        <Message row={row} setting={setting} />
        {folded > 0 && <Fold row={row} count={folded} setting={setting} />}
      </span>
    </div>
  );
}

function Message({ row, setting }: { readonly row: LogRow; readonly setting: LineSetting }) {
  const { finder, opened } = setting;
  const isOpen = opened.has(row.number);
  if (finder?.test(row.text)) {
    return <Foreign kind="log-text" text={row.text} divide={(shown) => marked(shown, finder)} />;
  }
  const json = jsonOf(row.text);
  if (json) {
    return (
      <>
        <LogJson value={json} isOpen={isOpen} />
        <Fold row={row} count={Object.keys(json).length} isFields setting={setting} />
      </>
    );
  }
  const fold = foldOf(row.text);
  return fold ? (
    <>
      <StyledText text={isOpen ? row.text : fold.first} styles={row.styles} />
      <Fold row={row} count={fold.count} setting={setting} />
      {!isOpen && <Foreign kind="log-text log-last" text={fold.last} />}
    </>
  ) : (
    <StyledText text={row.text} styles={row.styles} />
  );
}

interface FoldProps {
  readonly row: LogRow;
  readonly count: number;
  readonly isFields?: boolean;
  readonly setting: LineSetting;
}

function Fold({ row: { number }, count, isFields = false, setting }: FoldProps) {
  const isOpen = setting.opened.has(number);
  const more = isFields ? t('runLog.fields', { count }) : t('runLog.folded', { count, shown: formatNumber(count) });
  return (
    <button type="button" class="log-fold" aria-expanded={isOpen} onClick={() => setting.onOpen(number)}>
      {isOpen ? t('runLog.fold') : more}
    </button>
  );
}

/** A text with what was found in it marked. */
const marked = (text: string, finder: RegExp) =>
  // Split by a pattern in brackets: what was found stands at the odd places.
  text.split(finder).map((part, index) => (index % 2 === 1 ? <mark key={index}>{part}</mark> : part));
