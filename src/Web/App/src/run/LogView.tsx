import { useMemo, useRef, useState } from 'preact/hooks';
import { CopyButton } from '../app/CopyButton';
import { useScene } from '../app/scene';
import type { ExecutionData } from '../contract/messages';
import { Foreign } from '../kit/Foreign';
import { Icon } from '../kit/Icon';
import { useElementId } from '../kit/useElementId';
import { useFocusHeir } from '../kit/useFocusHeir';
import { hasEnded } from '../state/executions';
import { isTail, type LogAction, type LogEntry, type LogState } from '../state/log';
import { atLeast, finderOf, placesOf, type Severity, severitiesIn } from '../state/logView';
import { formatNumber } from '../text/format';
import { t } from '../text/text';
import { LogDownload } from './LogDownload';
import { LogLines } from './LogLines';
import { LogSearch } from './LogSearch';
import { fileLine } from './logPull';
import { useLog } from './useLog';

interface Props {
  readonly execution: ExecutionData;
  /** What stands above it. */
  readonly title?: string;
  /** The most of its last lines that are shown; all unless it says something else. */
  readonly most?: number;
  /** Whether the newest line is kept in sight at first. */
  readonly isFollowed?: boolean;
  readonly isTall?: boolean;
  /** Makes the log as tall as its drawer, if it stands in one. */
  onTall?(isTall: boolean): void;
}

/** The log of a run, live while it runs. */
export function LogView({ execution, title = t('runLog.title'), most, isFollowed = true, isTall = false, onTall }: Props) {
  const { actions, preferences } = useScene();
  const [log, dispatch] = useLog(actions.link(), execution.source, execution.id, !hasEnded(execution));
  const [least, setLeast] = useState<Severity | null>(null);
  const [isWrapped, setWrapped] = useState(true);
  const [isFollowing, setFollowing] = useState(isFollowed);
  const levels = useMemo(() => severitiesIn(log.entries), [log.entries]);
  const entries = useMemo(() => newest(atLeast(log.entries, least), most), [log.entries, least, most]);
  const search = useLogSearch(entries, () => setFollowing(false));
  const locale = `${preferences.zone}/${preferences.language}`;
  const id = useElementId();
  const section = useRef<HTMLElement>(null);
  useFocusHeir(section, () => section.current?.querySelector<HTMLElement>('[role="log"]') ?? null);
  // Kept: to find out where its lines lie costs a layout, and figures of the daemon come many times a second.
  const lines = useMemo(
    () => (
      <LogLines
        entries={entries}
        finder={search.finder}
        current={search.current}
        isWrapped={isWrapped}
        isFollowing={isFollowing}
        locale={locale}
        onFollow={setFollowing}
      />
    ),
    [entries, search.finder, search.current, isWrapped, isFollowing, locale],
  );
  return (
    <section ref={section} class={`log ${log.phase === 'cut' ? 'is-dim' : ''}`} aria-labelledby={id} data-log={log.phase}>
      <header class="log-bar">
        <h3 id={id} class="drawer-subtitle">
          {title}
        </h3>
        <LogSearch {...search} tailLines={isTail(log) ? log.entries.length : null} />
        {levels.length > 1 && <LevelFilter levels={levels} least={least} onLeast={setLeast} />}
        <span class="log-buttons">
          <Toggle icon="wrap" label={t('runLog.wrap')} isOn={isWrapped} onToggle={setWrapped} />
          <CopyButton label={t('runLog.copy')} text={() => textOf(entries)} />
          <LogDownload source={execution.source} id={execution.id} name={execution.pipelineName} />
          {onTall && <Toggle icon="expand" label={t('runLog.tall')} isOn={isTall} onToggle={onTall} />}
        </span>
      </header>
      <div class="log-box">
        {log.entries.length > 0 && log.dropped > 0 && (
          <p class="log-dropped quiet">{t('runLog.dropped', { shown: formatNumber(log.dropped), count: log.dropped })}</p>
        )}
        {lines}
        {!isFollowing && entries.length > 0 && (
          <button type="button" class="btn btn-sm btn-primary log-newest" onClick={() => setFollowing(true)}>
            <Icon name="down1" /> {t('runLog.newest')}
          </button>
        )}
      </div>
      <LogFoot log={log} isHidden={entries.length === 0 && log.entries.length > 0} dispatch={dispatch} />
    </section>
  );
}

/** The last of them. */
const newest = (entries: readonly LogEntry[], most: number | undefined): readonly LogEntry[] =>
  most === undefined || entries.length <= most ? entries : entries.slice(-most);

const textOf = (entries: readonly LogEntry[]): string =>
  entries.map(({ timestampMs, level, text }) => fileLine({ timestampMs, level, message: text })).join('\n');

/** What is looked for in the lines shown, and the line of it that is looked at. */
function useLogSearch(entries: readonly LogEntry[], onJump: () => void) {
  const [needle, setNeedle] = useState('');
  const [current, setCurrent] = useState<number | null>(null);
  const finder = useMemo(() => finderOf(needle), [needle]);
  const places = useMemo(() => placesOf(entries, finder), [entries, finder]);
  const onIndex = (index: number) => {
    setCurrent(places[index] ?? null);
    onJump();
  };
  const onNeedle = (text: string) => {
    setNeedle(text);
    setCurrent(null);
  };
  return {
    needle,
    finder,
    current,
    count: places.length,
    index: current === null ? -1 : places.indexOf(current),
    onNeedle,
    onIndex,
  };
}

interface LevelProps {
  readonly levels: readonly Severity[];
  readonly least: Severity | null;
  onLeast(least: Severity | null): void;
}

function LevelFilter({ levels, least, onLeast }: LevelProps) {
  return (
    <label class="log-level-filter">
      <span class="visually-hidden">{t('runLog.level')}</span>
      <select
        class="form-select form-select-sm"
        value={least ?? ''}
        onChange={(event) => onLeast(levels.find((level) => level === event.currentTarget.value) ?? null)}
      >
        <option value="">{t('runLog.allLevels')}</option>
        {levels.slice(1).map((level) => (
          <option key={level} value={level}>
            {t('runLog.from', { level: t(`runLog.${level}`) })}
          </option>
        ))}
      </select>
    </label>
  );
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

interface FootProps {
  readonly log: LogState;
  /** Whether all lines are hidden by the filter. */
  readonly isHidden: boolean;
  dispatch(action: LogAction): void;
}

/** How the log stands, and what can be done about it. */
function LogFoot({ log, isHidden, dispatch }: FootProps) {
  const canPause = log.phase === 'open' || log.isPaused;
  return (
    <footer class={`log-foot ${log.phase === 'failed' ? 'is-failed' : ''}`}>
      <output class="log-state" aria-live="polite">
        <Foreign text={isHidden ? t('runLog.allHidden') : stateText(log)} />
      </output>
      {log.isPaused && (
        <span class="figures quiet" aria-live="off">
          {t('runLog.waiting', {
            shown: `${log.phase === 'full' ? '≥ ' : ''}${formatNumber(log.waiting.length)}`,
            count: log.waiting.length,
          })}
        </span>
      )}
      <span class="figures quiet log-count">
        {t(isTail(log) ? 'runLog.lastLines' : 'runLog.lines', {
          shown: formatNumber(log.entries.length),
          count: log.entries.length,
        })}
      </span>
      {isTail(log) && (
        <button type="button" class="btn btn-sm btn-outline-secondary" onClick={() => dispatch({ type: 'all' })}>
          {t('runLog.loadAll')}
        </button>
      )}
      {canPause && (
        <button
          type="button"
          class="btn btn-sm btn-outline-secondary"
          onClick={() => dispatch({ type: log.isPaused ? 'resumed' : 'paused' })}
        >
          <Icon name={log.isPaused ? 'run' : 'pause'} /> {t(log.isPaused ? 'runLog.resume' : 'runLog.pause')}
        </button>
      )}
      {!log.isPaused && (log.phase === 'failed' || log.phase === 'ended') && (
        <button type="button" class="btn btn-sm btn-outline-secondary" onClick={() => dispatch({ type: 'again' })}>
          <Icon name="sync" /> {t('runLog.again')}
        </button>
      )}
    </footer>
  );
}

function stateText(log: LogState): string {
  if (log.phase === 'failed') {
    return log.error ?? t('common.unknown');
  }
  if (log.phase === 'broken') {
    return [log.error, t('runLog.seeking')].filter((text) => text !== null).join(' ');
  }
  if (log.isPaused) {
    return t(log.phase === 'full' ? 'runLog.pausedFull' : 'runLog.paused');
  }
  if (log.phase === 'open' && log.entries.length === 0) {
    return t('runLog.none');
  }
  if (log.phase === 'ended' && log.entries.length === 0) {
    return t('runLog.empty');
  }
  return t(log.phase === 'full' ? 'runLog.open' : `runLog.${log.phase}`);
}
