import { useState } from 'preact/hooks';
import type { HostFailure } from '../../../connection/hostApi';
import { fetchDashboard, isNewer, saveDashboard } from '../model/api';
import type { Dashboard } from '../model/document';
import { type Conflict, merge, type Side } from '../model/merge';

/** What somebody else stored meanwhile, and what both changed. */
export interface Meeting {
  readonly base: Dashboard;
  readonly mine: Dashboard;
  readonly theirs: Dashboard;
  readonly conflicts: readonly Conflict[];
}

export interface Saving {
  readonly isBusy: boolean;
  readonly failure: HostFailure | null;
  /** What has to be chosen before it can be stored; null if nothing. */
  readonly meeting: Meeting | null;
  save(base: Dashboard, mine: Dashboard): void;
  /** Stores what was brought together, with the sides that were chosen. */
  settle(chosen: ReadonlyMap<string, Side>): void;
  /** Chooses nothing, and stores nothing. */
  back(): void;
}

type Outcome =
  | { readonly kind: 'stored'; readonly stored: Dashboard; readonly isMerged: boolean }
  | { readonly kind: 'meeting'; readonly meeting: Meeting }
  | { readonly kind: 'failed'; readonly failure: HostFailure };

const mostTries = 5;

/** Stores a dashboard over the version that it was made from. What somebody else stored meanwhile is brought together with it and never overwritten. */
export function useSaving(onStored: (sent: Dashboard, stored: Dashboard, isMerged: boolean) => void): Saving {
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<HostFailure | null>(null);
  const [meeting, setMeeting] = useState<Meeting | null>(null);
  const run = async (mine: Dashboard, outcome: Promise<Outcome>) => {
    setBusy(true);
    setFailure(null);
    const found = await outcome;
    setBusy(false);
    setMeeting(found.kind === 'meeting' ? found.meeting : null);
    if (found.kind === 'failed') {
      setFailure(found.failure);
    } else if (found.kind === 'stored') {
      onStored(mine, found.stored, found.isMerged);
    }
  };
  return {
    isBusy,
    failure,
    meeting,
    save: (base, mine) => {
      if (!isBusy) {
        void run(mine, stored(base, mine));
      }
    },
    settle: (chosen) => {
      if (meeting && !isBusy) {
        const { base, mine, theirs } = meeting;
        // From here on theirs is what it was made from: another version that is stored in between is merged in turn.
        void run(mine, stored(theirs, { ...merge(base, mine, theirs, chosen).merged, version: theirs.version }, true));
      }
    },
    back: () => setMeeting(null),
  };
}

async function stored(base: Dashboard, mine: Dashboard, isMerged = false, tries = mostTries): Promise<Outcome> {
  const answer = await saveDashboard({ ...mine, version: base.version });
  if (answer.kind === 'done') {
    return { kind: 'stored', stored: answer.value, isMerged };
  }
  if (!isNewer(answer) || tries === 0) {
    return { kind: 'failed', failure: answer };
  }
  const newest = await fetchDashboard(mine.id);
  if (newest.kind !== 'done') {
    return { kind: 'failed', failure: newest };
  }
  const theirs = newest.value;
  const { merged, conflicts } = merge(base, mine, theirs);
  return conflicts.length > 0
    ? { kind: 'meeting', meeting: { base, mine, theirs, conflicts } }
    : stored(theirs, { ...merged, version: theirs.version }, true, tries - 1);
}
