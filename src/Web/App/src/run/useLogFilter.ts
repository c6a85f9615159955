import { useEffect, useState } from 'preact/hooks';
import { type Step, useScene } from '../app/scene';
import { formatLogFilter, isWholeLog, type LogFilter, wholeLog } from '../state/logFilter';

/** What is looked for in the log of a run. It stands in the address if that names the run: `isAddressed`. */
export function useLogFilter(source: string, id: string, isAddressed: boolean) {
  const { route, actions } = useScene();
  const isNamed = isAddressed && route.run?.source === source && route.run.id === id;
  const named = isNamed ? (route.run?.log ?? wholeLog) : wholeLog;
  const [own, setFilter] = useState(named);
  useEffect(() => {
    if (isNamed) {
      setFilter((before) => (isSame(before, named) ? before : named));
    }
  }, [keyOf(named), isNamed]);
  const go = (line: number | undefined, log: LogFilter, step: Step) =>
    actions.navigate({ run: { source, id, ...(line === undefined ? {} : { line }), ...(isWholeLog(log) ? {} : { log }) } }, step);
  const change = (to: LogFilter, step: Step = 'push') => {
    setFilter(to);
    if (isNamed) {
      go(route.run?.line, to, step);
    }
  };
  return { filter: own, change, link: (line: number) => go(line, own, 'push') };
}

const keyOf = (filter: LogFilter): string => new URLSearchParams(formatLogFilter(filter).map((pair) => [...pair])).toString();

const isSame = (one: LogFilter, other: LogFilter): boolean => keyOf(one) === keyOf(other);
