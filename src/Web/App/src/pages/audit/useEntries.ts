import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { askHost, type HostFailure } from '../../connection/hostApi';
import { timeZone } from '../../text/format';
import { type Entry, parseEntries } from './entry';
import { type Filter, pathOf } from './filter';

interface Known {
  readonly entries: readonly Entry[];
  readonly next: number | null;
}

export interface Entries {
  /** The newest first; null before the host has answered. */
  readonly entries: readonly Entry[] | null;
  readonly hasMore: boolean;
  readonly isBusy: boolean;
  /** Why the last question was not answered; null if it was. */
  readonly failure: HostFailure | null;
  /** Reads on, towards older entries. */
  readOn(): void;
  /** Reads the newest again. */
  renew(): void;
}

/** The entries that match a filter: the newest, and as many older ones as were asked for. */
export function useEntries(filter: Filter): Entries {
  const [known, setKnown] = useState<Known | null>(null);
  const [failure, setFailure] = useState<HostFailure | null>(null);
  const [isBusy, setBusy] = useState(true);
  const newest = useRef(0);
  const ask = useCallback(
    async (before: Known | null) => {
      newest.current += 1;
      const own = newest.current;
      setBusy(true);
      const answer = await askHost(pathOf(filter, timeZone(), before?.next ?? null), parseEntries);
      if (own !== newest.current) {
        return;
      }
      setBusy(false);
      if (answer.kind === 'done') {
        setKnown({ entries: [...(before?.entries ?? []), ...answer.value.entries], next: answer.value.next });
        setFailure(null);
      } else {
        setFailure(answer);
      }
    },
    [filter],
  );
  useEffect(() => {
    setKnown(null);
    setFailure(null);
    void ask(null);
    return () => {
      // An answer that is still under way is for nobody.
      newest.current += 1;
    };
  }, [ask]);
  return {
    entries: known?.entries ?? null,
    hasMore: known !== null && known.next !== null,
    isBusy,
    failure,
    readOn: () => void ask(known),
    renew: () => void ask(null),
  };
}
