import type * as read from '../../../contract/read';
import type { Dashboard, Widget } from './document';

// What is needed where dashboards are made and changed, and not where they are looked at.

/** What is sent to the host, or written to a file. */
export function sentOf({ id, title, owner, visibility, leastRole, range, version, widgets, more }: Dashboard): read.Fields {
  return { ...more, id, title, owner, visibility, leastRole, range, version, widgets: widgets.map(sentWidget) };
}

const sentWidget = ({ id, type, x, y, w, h, options, more }: Widget): read.Fields => ({ ...more, id, type, x, y, w, h, options });

/** Whether two values hold the same, whatever the order of their fields. */
export function areEqual(left: unknown, right: unknown): boolean {
  if (left === right) {
    return true;
  }
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) {
    return false;
  }
  if (Array.isArray(left) !== Array.isArray(right)) {
    return false;
  }
  const [ofLeft, ofRight] = [Object.entries(left), new Map(Object.entries(right))];
  return (
    ofLeft.length === ofRight.size && ofLeft.every(([name, value]) => ofRight.has(name) && areEqual(value, ofRight.get(name)))
  );
}

/** A name for a new widget that no other has, nor one that somebody else adds meanwhile. */
export function newId(type: string, widgets: readonly Widget[]): string {
  const taken = new Set(widgets.map(({ id }) => id));
  let id = randomId(type);
  while (taken.has(id)) {
    id = randomId(type);
  }
  return id;
}

const mostOfType = 31;

const randomId = (type: string): string =>
  `${type.slice(0, mostOfType)}-${(crypto.getRandomValues(new Uint32Array(1))[0] ?? 0).toString(36)}`;
