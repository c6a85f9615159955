import { areEqual, newId } from './changed';
import type { Dashboard, Widget } from './document';
import { below, inReadingOrder } from './layout';

export type Side = 'mine' | 'theirs';

/** What both changed, each otherwise: a widget, or a field of the dashboard. A side that removed the widget has none. */
export type Conflict =
  | { readonly kind: 'widget'; readonly id: string; readonly mine: Widget | null; readonly theirs: Widget | null }
  | { readonly kind: 'field'; readonly id: Field };

export const mergedFields = ['title', 'range', 'visibility', 'leastRole'] as const;
export type Field = (typeof mergedFields)[number];

export interface Merge {
  /** What only one of both changed, or both alike, and for conflicts the side that was chosen; mine where none was. */
  readonly merged: Dashboard;
  readonly conflicts: readonly Conflict[];
}

/**
 * Brings together what two people made of the same version, widget by widget. A widget is lost only if somebody removed it and nobody changed it.
 * The parts of a widget (its place, its options) are told apart: one may have moved what the other has set.
 */
export function merge(base: Dashboard, mine: Dashboard, theirs: Dashboard, chosen: ReadonlyMap<string, Side> = new Map()): Merge {
  const conflicts: Conflict[] = [];
  const fields = Object.fromEntries(mergedFields.map((name) => [name, fieldOf(name)])) as Pick<Dashboard, Field>;
  const [ofBase, ofMine, ofTheirs] = [byId(base), byId(mine), byId(theirs)];
  const ids = new Set([...ofTheirs.keys(), ...ofMine.keys(), ...ofBase.keys()]);
  const widgets = [...ids].flatMap(widgetsOf);
  return {
    merged: {
      ...theirs,
      ...fields,
      more: { ...theirs.more, ...changedIn(base.more, mine.more) },
      widgets: settled(widgets, ofTheirs),
    },
    conflicts,
  };

  function fieldOf(name: Field): Dashboard[Field] {
    const [was, own, other] = [base[name], mine[name], theirs[name]];
    if (areEqual(own, other) || areEqual(own, was)) {
      return other;
    }
    if (!areEqual(other, was)) {
      conflicts.push({ kind: 'field', id: name });
      return chosen.get(name) === 'theirs' ? other : own;
    }
    return own;
  }

  function widgetsOf(id: string): readonly Widget[] {
    const [was, own, other] = [ofBase.get(id) ?? null, ofMine.get(id) ?? null, ofTheirs.get(id) ?? null];
    if (was === null && own && other && !areEqual(own, other)) {
      // Both added one, and it got the same name by chance.
      return [other, { ...own, id: newId(own.type, [...mine.widgets, ...theirs.widgets]) }];
    }
    return [widgetOf(id, was, own, other)].filter((one) => one !== null);
  }

  function widgetOf(id: string, was: Widget | null, own: Widget | null, other: Widget | null): Widget | null {
    if (areEqual(own, other) || areEqual(own, was)) {
      return other;
    }
    if (areEqual(other, was)) {
      return own;
    }
    const joined = was && own && other ? joinedParts(was, own, other) : null;
    if (joined) {
      return joined;
    }
    conflicts.push({ kind: 'widget', id, mine: own, theirs: other });
    // What one of both removed and the other changed stays until somebody says otherwise.
    const side = chosen.get(id) ?? (own ? 'mine' : 'theirs');
    return side === 'theirs' ? other : own;
  }
}

/** What only one changed of a widget with what only the other changed; null if both changed the same part. */
function joinedParts(was: Widget, own: Widget, other: Widget): Widget | null {
  const place = part(({ x, y, w, h }: Widget) => ({ x, y, w, h }));
  const rest = part(({ type, options, more }: Widget) => ({ type, options, more }));
  return place && rest ? { ...other, ...place, ...rest } : null;

  function part<T>(of: (widget: Widget) => T): T | null {
    const [before, mine, theirs] = [of(was), of(own), of(other)];
    if (areEqual(mine, before) || areEqual(mine, theirs)) {
      return theirs;
    }
    return areEqual(theirs, before) ? mine : null;
  }
}

const byId = ({ widgets }: Dashboard): ReadonlyMap<string, Widget> => new Map(widgets.map((widget) => [widget.id, widget]));

/** The fields that one side changed or added. */
const changedIn = (before: Dashboard['more'], after: Dashboard['more']): Dashboard['more'] =>
  Object.fromEntries(Object.entries(after).filter(([name, value]) => !areEqual(value, before[name])));

/** Nothing lies over another: what came together on one place moves down, below what the others have there already. */
function settled(widgets: readonly Widget[], theirs: ReadonlyMap<string, Widget>): readonly Widget[] {
  const stays = ({ id, x, y, w, h }: Widget) => areEqual({ x, y, w, h }, placeOf(theirs.get(id)));
  const ordered = inReadingOrder(widgets);
  const done: Widget[] = [];
  for (const widget of [...ordered.filter(stays), ...ordered.filter((one) => !stays(one))]) {
    done.push(below(done, widget));
  }
  return done;
}

const placeOf = (widget: Widget | undefined) => widget && { x: widget.x, y: widget.y, w: widget.w, h: widget.h };
