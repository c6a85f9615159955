import { useEffect } from 'preact/hooks';
import { useScene } from '../app/scene';
import type { HistoryFigure } from '../contract/history';
import type { Known, Wanted } from '../state/history/HistoryStore';
import { askedPoints } from '../state/history/points';
import { rangeKey, type TimeRange } from '../state/timeRange';

/** Created once: what is wanted is the same for as long as its parts are. */
const figures: readonly HistoryFigure[] = ['cpuUsage', 'memoryUsage'];
const hourFigures: readonly HistoryFigure[] = ['cpuUsage', 'memoryUsage', 'activePipelines'];
const hour: TimeRange = { kind: 'live', span: '1h' };
const minutesOfAnHour = 60;

/** CPU and memory of the daemons in scope over a time. */
export const useUsageHistory = (range: TimeRange): Known =>
  useWanted({ sources: useNames(), figures, range, points: askedPoints });

/** The last hour of the daemons in scope, by minutes. */
export const useLastHour = (): Known =>
  useWanted({ sources: useNames(), figures: hourFigures, range: hour, points: minutesOfAnHour });

/** Some figures of the daemons in scope over a time. */
export const useFigures = (asked: readonly HistoryFigure[], range: TimeRange): Known =>
  useWanted({ sources: useNames(), figures: asked, range, points: askedPoints });

const useNames = (): readonly string[] => useScene().views.map(({ name }) => name);

/** How often to check whether a question is due. A failed one is repeated after seconds, but a chart may be drawn only every two minutes. */
const lookMs = 2000;

function useWanted(wanted: Wanted): Known {
  const { history, now, state } = useScene();
  const { connection } = state;
  const openedAtMs = connection.kind === 'open' ? connection.sinceMs : null;
  useEffect(() => {
    // Without a connection to the hub nothing would be answered, and after it everything is asked for again.
    if (openedAtMs === null) {
      return;
    }
    const ask = () => {
      if (document.visibilityState === 'visible') {
        history.want(wanted, now(), openedAtMs);
      }
    };
    ask();
    const timer = setInterval(ask, lookMs);
    return () => clearInterval(timer);
  }, [history, openedAtMs, rangeKey(wanted.range), wanted.sources.join('/'), wanted.figures.join()]);
  return history.read(wanted);
}
