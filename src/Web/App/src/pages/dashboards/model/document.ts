import * as read from '../../../contract/read';
import type { Role } from '../../../state/roles';

/** What a widget was told; a widget takes what it knows and keeps the rest. */
export type Options = Readonly<Record<string, unknown>>;

/** Where something lies on the 12 columns: `x` 0–11, `y` from 0 on, `w` 1–12, `h` 1–40 rows. */
export interface Place {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

export interface Widget extends Place {
  /** No other widget of the dashboard has it. */
  readonly id: string;
  /** One that this page does not know is kept as it is. */
  readonly type: string;
  readonly options: Options;
  /** Fields of a later version, which are sent back as they came. */
  readonly more: read.Fields;
}

export type Visibility = 'private' | 'read' | 'edit';
export type Access = 'view' | 'edit' | 'own';

/** A dashboard as the host keeps it. Replaced, never changed. */
export interface Dashboard {
  readonly id: string;
  readonly title: string;
  /** The e-mail address of the person whose it is; empty for a provisioned one. */
  readonly owner: string;
  readonly visibility: Visibility;
  /** The least role of the others that a shared one is shared with. */
  readonly leastRole: Role;
  /** As it was sent, see `rangeOf`; null: up to now. */
  readonly range: read.Fields | null;
  readonly version: number;
  readonly widgets: readonly Widget[];
  readonly access: Access;
  readonly isProvisioned: boolean;
  /** The file of a provisioned one; null for any other. */
  readonly path: string | null;
  readonly more: read.Fields;
}

export const columnCount = 12;
export const mostWidgets = 50;
export const mostOfTitle = 120;
export const mostRows = 40;
export const lastRow = 999;

const known = ['id', 'title', 'owner', 'visibility', 'leastRole', 'range', 'version', 'widgets'] as const;
/** What the host adds to its answers and nobody sends back. */
const ofAnswers = ['access', 'provisioned', 'path', 'updatedAt', 'updatedBy'] as const;
const knownOfWidget = ['id', 'type', 'x', 'y', 'w', 'h', 'options'] as const;

export function parseDashboard(sent: unknown): Dashboard {
  const from = read.fields(sent, 'dashboard');
  return {
    id: read.textOrNull(from, 'id') ?? '',
    title: read.text(from, 'title'),
    owner: read.textOrNull(from, 'owner') ?? '',
    visibility: from.visibility == null ? 'private' : read.word(from, 'visibility', ['private', 'read', 'edit'], 'private'),
    leastRole: from.leastRole == null ? 'viewer' : read.word(from, 'leastRole', ['viewer', 'operator', 'admin'], 'admin'),
    range: from.range == null ? null : read.fields(from.range, 'range'),
    version: read.numberOrNull(from, 'version') ?? 0,
    widgets: read.items(from, 'widgets', parseWidget),
    access: from.access == null ? 'own' : read.word(from, 'access', ['view', 'edit', 'own'], 'view'),
    isProvisioned: from.provisioned === true,
    path: read.textOrNull(from, 'path'),
    more: without(from, [...known, ...ofAnswers]),
  };
}

function parseWidget(sent: unknown): Widget {
  const from = read.fields(sent, 'widget');
  return {
    id: read.text(from, 'id'),
    type: read.text(from, 'type'),
    x: read.number(from, 'x'),
    y: read.number(from, 'y'),
    w: read.number(from, 'w'),
    h: read.number(from, 'h'),
    options: from.options == null ? {} : read.fields(from.options, 'options'),
    more: without(from, knownOfWidget),
  };
}

const without = (from: read.Fields, names: readonly string[]): read.Fields =>
  Object.fromEntries(Object.entries(from).filter(([name]) => !names.includes(name)));
