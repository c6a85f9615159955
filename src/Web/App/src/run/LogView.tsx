import type { ComponentChildren, ComponentType } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { CopyButton } from '../app/CopyButton';
import { useScene } from '../app/scene';
import { searchLog } from '../connection/runLogApi';
import type { ExecutionData } from '../contract/messages';
import { Icon } from '../kit/Icon';
import { Kept } from '../kit/Kept';
import { useElementId } from '../kit/useElementId';
import { useFocusHeir } from '../kit/useFocusHeir';
import { hasEnded } from '../state/executions';
import { areAll, wholeLog } from '../state/logFilter';
import { finderOf } from '../state/logLevels';
import { initialLog, type LogState, rowAt, rowsAfter } from '../state/logRows';
import { t } from '../text/text';
import { LogFoot } from './LogFoot';
import { type LineGoal, LogLines } from './LogLines';
import { LogReader } from './LogReader';
import type { LogToolsProps } from './LogTools';
import { fileLine } from './logFile';
import { useLogFilter } from './useLogFilter';

interface Props {
  readonly execution: ExecutionData;
  /** What stands above it. */
  readonly title?: string;
  /** The most of its last lines that are shown; all unless it says something else. */
  readonly most?: number;
  /** Whether the newest line is kept in sight at first. */
  readonly isFollowed?: boolean;
  /** What looks for text in it and leaves lines out. Where a log is only looked at, that need not be loaded. */
  readonly tools?: ComponentType<LogToolsProps>;
  /** Further buttons. */
  readonly children?: ComponentChildren;
  readonly isTall?: boolean;
  /** Makes the log as tall as its drawer, if it stands in one. */
  onTall?(isTall: boolean): void;
}

/** The whole log of a run, as the host reads it; it grows while the run goes on. */
export function LogView({
  execution,
  title = t('runLog.title'),
  most,
  isFollowed = true,
  tools: Tools,
  children,
  isTall = false,
  onTall,
}: Props) {
  const { preferences, route } = useScene();
  const { source, id } = execution;
  const isRunning = !hasEnded(execution);
  const linked = most === undefined ? (route.run?.line ?? null) : null;
  const [log, setLog] = useState<LogState>(initialLog);
  const reader = useMemo(() => new LogReader(source, id, setLog), [source, id]);
  const { filter, change, link } = useLogFilter(source, id, most === undefined);
  const { text, isPattern, level, stream } = filter;
  const finder = useMemo(() => (isPattern ? null : finderOf(text)), [text, isPattern]);
  const isWhole = areAll(filter);
  const [isWrapped, setWrapped] = useState(true);
  const [isFollowing, setFollowing] = useState(isFollowed && linked === null);
  const [goal, setGoal] = useState<LineGoal | null>(linked === null ? null : { index: linked - 1, number: linked });
  const [opened, setOpened] = useState<ReadonlySet<number>>(new Set());
  const near = useRef({ first: 0, end: 0 });
  useEffect(() => {
    reader.start(filter);
    return () => reader.stop();
  }, [reader]);
  const go = (next: LineGoal) => {
    setFollowing(false);
    setGoal(next);
  };
  // So many rows are left out before those that are shown.
  const before = Math.max(0, log.rows.count - (most ?? log.rows.count));
  const shown = useMemo(() => rowsAfter(log.rows, before), [log.rows, before]);
  const shownGoal = useMemo(() => goal && { ...goal, index: goal.index - before }, [goal, before]);
  /** Where a line stands among the rows; null if the host does not answer. */
  const indexOf = async (number: number): Promise<number | null> => {
    if (isWhole) {
      return number - 1;
    }
    const answer = await searchLog(source, id, { ...wholeLog, level, stream }, { from: number }, 0);
    return answer.kind === 'done' ? answer.value.index : null;
  };
  const isFirst = useRef(true);
  useEffect(() => {
    if (!isFirst.current) {
      setGoal(null);
      setFollowing(true);
      reader.filter(filter);
    }
    isFirst.current = false;
  }, [level, stream]);
  const locale = `${preferences.zone}/${preferences.language}`;
  const setting = useMemo(
    () => ({
      finder,
      locale,
      opened,
      onOpen: (number: number) =>
        setOpened((before) =>
          before.has(number) ? new Set([...before].filter((other) => other !== number)) : new Set([...before, number]),
        ),
      onLink: (number: number) => {
        setFollowing(false);
        void indexOf(number).then((index) => index === null || setGoal({ index, number }));
        link(number);
      },
    }),
    [finder, locale, opened, filter],
  );
  const titleId = useElementId();
  const section = useRef<HTMLElement>(null);
  useFocusHeir(section, () => section.current?.querySelector<HTMLElement>('[role="log"]') ?? null);
  const draw = () => (
    <LogLines
      key={`${level ?? ''} ${stream ?? ''}`}
      rows={shown}
      setting={setting}
      current={shownGoal}
      isWrapped={isWrapped}
      isFollowing={isFollowing}
      onFollow={setFollowing}
      onLook={(first, end) => {
        near.current = { first: first + before, end: end + before };
        reader.look(first + before, end + before);
      }}
    />
  );
  return (
    <section ref={section} class={`log ${log.failure ? 'is-dim' : ''}`} aria-labelledby={titleId} data-log={phaseOf(log)}>
      <header class="log-bar">
        <h3 id={titleId} class="drawer-subtitle">
          {title}
        </h3>
        {Tools && (
          <Tools
            source={source}
            id={id}
            log={log}
            filter={filter}
            onFilter={change}
            onGo={({ number }) => void indexOf(number).then((index) => index === null || go({ index, number }))}
          />
        )}
        <span class="log-buttons">
          <Toggle icon="wrap" label={t('runLog.wrap')} isOn={isWrapped} onToggle={setWrapped} />
          <CopyButton label={t('runLog.copy')} text={() => textOf(log, near.current)} />
          {children}
          {onTall && <Toggle icon="expand" label={t('runLog.tall')} isOn={isTall} onToggle={onTall} />}
        </span>
      </header>
      <div class="log-box">
        {/* To find out where its lines lie costs a layout, and figures of the daemon come many times a second. */}
        <Kept inputs={[level, stream, shown, before, setting, shownGoal, isWrapped, isFollowing, reader]} draw={draw} />
        {!isFollowing && log.rows.count > 0 && (
          <button type="button" class="btn btn-sm btn-primary log-newest" onClick={() => setFollowing(true)}>
            <Icon name="down1" /> {t(isRunning ? 'runLog.newest' : 'runLog.toEnd')}
          </button>
        )}
      </div>
      <LogFoot
        log={log}
        isRunning={isRunning}
        isFiltered={!isWhole}
        onPause={(paused) => reader.pause(paused)}
        onAgain={() => reader.again()}
      />
    </section>
  );
}

const phaseOf = ({ standing, failure }: LogState): string =>
  failure !== null ? 'failed' : standing === null ? 'asking' : standing.isWhole ? 'ended' : 'open';

/** The lines near what is seen. */
function textOf({ rows }: LogState, { first, end }: { readonly first: number; readonly end: number }): string {
  const lines: string[] = [];
  for (let index = first; index < end; index += 1) {
    const row = rowAt(rows, index);
    if (row) {
      lines.push(fileLine(row));
    }
  }
  return lines.join('\n');
}

interface ToggleProps {
  readonly icon: 'wrap' | 'expand';
  readonly label: string;
  readonly isOn: boolean;
  onToggle(isOn: boolean): void;
}

function Toggle({ icon, label, isOn, onToggle }: ToggleProps) {
  return (
    <button type="button" class="icon-button" title={label} aria-pressed={isOn} onClick={() => onToggle(!isOn)}>
      <Icon name={icon} label={label} />
    </button>
  );
}
