import type { Incoming } from '../src/contract/messages';
import { newSource, take } from '../src/state/source';
import type { SourceView } from '../src/state/sourceView';
import { nowMs } from './messages';

/** Text that ends the isolation around it, and then reverses what follows up to the end of the line; in each of its lines. */
export const hostile = (text: string): string => text.replace(/.+/g, '$&\u2069\u202e!');

/** Fields with words of the protocol: what is in all others comes from daemons and persons. */
const ofProtocol: ReadonlySet<string> = new Set(['kind', 'state', 'status', 'lastStatus', 'severity', 'partOf']);

/** The same value with hostile text wherever a daemon or a person writes some; the same text becomes the same again. */
export function foreign<T>(value: T): T {
  return changed(value, '') as T;
}

function changed(value: unknown, field: string): unknown {
  if (typeof value === 'string') {
    return ofProtocol.has(field) ? value : hostile(value);
  }
  if (value instanceof Map) {
    return new Map([...value].map(([key, entry]) => [hostile(String(key)), changed(entry, '')]));
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, changed(entry, key)]));
}

/** What a page knows of a daemon that sends hostile text in every field of some messages. */
export const foreignView = (name: string, ...incoming: readonly Incoming[]): SourceView =>
  incoming
    .map((one) => ({ ...one, message: foreign({ ...one.message, source: name }) }) as Incoming)
    .reduce((view, one) => take(view, one, nowMs), newSource(hostile(name)));

const embeddings = /[\u202a-\u202e]/g;

/** Whether a text changes the order of what is beside it, because a control in it is in no isolate, or an isolate does not end. */
export function leaks(text: string): boolean {
  let depth = 0;
  for (const character of text) {
    if (character >= '\u2066' && character <= '\u2068') {
      depth += 1;
    } else if (character === '\u2069') {
      depth -= 1;
    } else if (depth === 0 && character.search(embeddings) === 0) {
      return true;
    }
    if (depth < 0) {
      return true;
    }
  }
  return depth > 0;
}

/** Attributes that nobody reads: addresses and names for programs. */
const unread: ReadonlySet<string> = new Set(['id', 'href', 'value', 'data-key', 'data-run', 'aria-activedescendant']);

export interface Found {
  /** How many texts and attributes hold hostile text. */
  readonly foreign: number;
  /** Those that change the order of what is beside them, each with where it is. */
  readonly leaking: readonly string[];
}

/** Looks at every text and every attribute of what was drawn. */
export function inspect(root: Element): Found {
  const texts = textsIn(root).filter(({ text }) => text.includes('\u202e'));
  return { foreign: texts.length, leaking: texts.filter(isLeaking).map(({ text, place }) => `${place}: ${text}`) };
}

interface Drawn {
  readonly text: string;
  readonly place: string;
  readonly isIsolated: boolean;
}

/** An element that isolates closes embeddings at its end, but not isolates of its text. */
const isLeaking = ({ text, isIsolated }: Drawn): boolean => leaks(isIsolated ? text.replace(embeddings, '') : text);

function textsIn(root: Element): readonly Drawn[] {
  return [root, ...root.querySelectorAll('*')].flatMap((element) => {
    const attributes = [...element.attributes]
      .filter(({ name }) => !unread.has(name))
      .map(({ name, value }) => ({ text: value, place: `${nameOf(element)}[${name}]`, isIsolated: false }));
    return [...attributes, ...ownTexts(element)];
  });
}

/** Its own texts; of an element that isolates all that is in it as one, since that is how a browser orders it. */
function ownTexts(element: Element): readonly Drawn[] {
  if (element.localName === 'bdi') {
    return [{ text: element.textContent ?? '', place: nameOf(element), isIsolated: true }];
  }
  return element.closest('bdi')
    ? []
    : [...element.childNodes]
        .filter((node) => node.nodeType === node.TEXT_NODE)
        .map((node) => ({ text: node.textContent ?? '', place: nameOf(element), isIsolated: false }));
}

const nameOf = (element: Element): string =>
  `${element.parentElement?.className ?? ''} > ${element.localName}.${element.className}`;
