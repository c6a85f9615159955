import * as read from '../../../contract/read';
import { ownZone } from '../../../text/zones';
import { everything, type Match, parseMatch } from '../match';
import { firstWeekly, parseWeekly, type Weekly } from '../weekly';

/** Which problems are told to which channels, as `GET /api/alerts/routes` returns it. */
export interface AlertRoute {
  readonly id: string;
  readonly name: string;
  /** Ids of the channels that it tells. */
  readonly channels: readonly string[];
  readonly match: Match;
  /** Hours between reminders; 0 for none. */
  readonly reminderHours: number;
  /** The id of the route that is told if nobody acknowledges; null for none. */
  readonly escalateTo: string | null;
  readonly escalateAfterMinutes: number | null;
  /** The parts of each week in which it tells; empty: always. */
  readonly weekly: readonly Weekly[];
  readonly zone: string | null;
}

export const routesPath = '/api/alerts/routes';

export const routePath = (id: string): string => `${routesPath}/${encodeURIComponent(id)}`;

/** In the order of their names. */
export const parseRoutes = (sent: unknown): readonly AlertRoute[] =>
  read.items(read.fields(sent, 'routes'), 'routes', parseRoute);

function parseRoute(sent: unknown): AlertRoute {
  const from = read.fields(sent, 'route');
  return {
    id: read.text(from, 'id'),
    name: read.text(from, 'name'),
    channels: read.list(from, 'channels'),
    match: parseMatch(from),
    reminderHours: read.number(from, 'reminderHours'),
    escalateTo: read.textOrNull(from, 'escalateTo'),
    escalateAfterMinutes: read.numberOrNull(from, 'escalateAfterMinutes'),
    weekly: parseWeekly(from),
    zone: read.textOrNull(from, 'zone'),
  };
}

/** A route while it is edited: numbers are as they were typed. */
export interface RouteDraft {
  readonly name: string;
  readonly channels: readonly string[];
  readonly match: Match;
  readonly reminderHours: string;
  /** Empty for none. */
  readonly escalateTo: string;
  readonly escalateAfterMinutes: string;
  readonly isAlways: boolean;
  readonly weekly: readonly Weekly[];
  readonly zone: string;
}

const usualReminder = '4';
const usualEscalation = '15';

export const newRoute = (channels: readonly string[]): RouteDraft => ({
  name: '',
  channels,
  match: everything,
  reminderHours: usualReminder,
  escalateTo: '',
  escalateAfterMinutes: usualEscalation,
  isAlways: true,
  weekly: [firstWeekly],
  zone: ownZone(),
});

export const draftOfRoute = (route: AlertRoute): RouteDraft => ({
  name: route.name,
  channels: route.channels,
  match: route.match,
  reminderHours: String(route.reminderHours),
  escalateTo: route.escalateTo ?? '',
  escalateAfterMinutes: String(route.escalateAfterMinutes ?? usualEscalation),
  isAlways: route.weekly.length === 0,
  weekly: route.weekly.length > 0 ? route.weekly : [firstWeekly],
  zone: route.zone ?? ownZone(),
});

/** A route as the host takes it; null for a number that is none, which the caller has to say first. */
export const bodyOfRoute = (draft: RouteDraft): object => ({
  name: draft.name.trim(),
  channels: draft.channels,
  match: draft.match,
  reminderHours: numberOf(draft.reminderHours),
  escalateTo: draft.escalateTo || null,
  escalateAfterMinutes: draft.escalateTo ? numberOf(draft.escalateAfterMinutes) : null,
  weekly: draft.isAlways ? null : draft.weekly,
  zone: draft.isAlways ? null : draft.zone.trim(),
});

/** A whole number; null for anything else. */
export const numberOf = (text: string): number | null => (/^\d{1,6}$/.test(text.trim()) ? Number(text) : null);

/** The fields that hold no whole number although they have to. */
export const withoutNumber = ({ reminderHours, escalateTo, escalateAfterMinutes }: RouteDraft): readonly string[] => [
  ...(numberOf(reminderHours) === null ? ['reminderhours'] : []),
  ...(escalateTo !== '' && numberOf(escalateAfterMinutes) === null ? ['escalateafterminutes'] : []),
];
