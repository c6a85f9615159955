import type { Freshness } from './freshness';
import { isTroubled, type Standing } from './standing';

/** Which daemons a table of them shows: those in trouble, or those in a state. */
export type FleetState = 'trouble' | Exclude<Freshness, 'loading'>;
export const fleetStates: readonly FleetState[] = ['trouble', 'live', 'down', 'stale', 'degraded', 'connecting'];

export interface FleetFilter {
  /** Part of a daemon's name, in any case; empty: all. */
  readonly text: string;
  readonly state: FleetState | null;
}

/** The parts of an address that name it. */
export const fleetParameters = ['daemon', 'state'] as const;

const mostOfText = 200;

/** The filter that an address names; what it names wrongly is left out. */
export function parseFleetFilter(query: string): FleetFilter {
  const own = new URLSearchParams(query);
  return {
    text: (own.get('daemon') ?? '').slice(0, mostOfText),
    state: fleetStates.find((state) => state === own.get('state')) ?? null,
  };
}

/** The query of an address with another filter in it, and whatever else it holds. */
export function withFleetFilter(query: string, { text, state }: FleetFilter): string {
  const changed = new URLSearchParams(query);
  const set = (name: (typeof fleetParameters)[number], value: string | null) =>
    value ? changed.set(name, value) : changed.delete(name);
  set('daemon', text);
  set('state', state);
  return changed.toString();
}

const isIn = (standing: Standing, state: FleetState | null): boolean =>
  state === null || (state === 'trouble' ? isTroubled(standing) : standing.freshness === state);

/** Those with the name that is looked for. */
export const namedLike = (all: readonly Standing[], text: string): readonly Standing[] =>
  text.trim() === '' ? all : all.filter(({ view }) => view.name.toLowerCase().includes(text.trim().toLowerCase()));

export const inState = (all: readonly Standing[], state: FleetState | null): readonly Standing[] =>
  all.filter((standing) => isIn(standing, state));
