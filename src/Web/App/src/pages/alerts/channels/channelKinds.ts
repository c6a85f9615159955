import type { Setting } from '../rules/rule';

/** How a setting of a channel is entered. `list`: one entry a line. */
export type InputKind = 'text' | 'url' | 'secret' | 'list' | 'number' | 'flag';

/** A setting of a channel in its form. */
export interface ChannelField {
  readonly name: string;
  readonly input: InputKind;
  /** Whether it may be left empty. */
  readonly isOptional?: true;
}

const url: ChannelField = { name: 'url', input: 'url' };
const secretUrl: ChannelField = { name: 'url', input: 'secret' };

/** The settings of each kind of channel, in the order of the form. One table, because all forms are alike. */
const fieldsByKind = {
  email: [{ name: 'to', input: 'list' }],
  webhook: [url, { name: 'secret', input: 'secret' }],
  slack: [secretUrl],
} as const satisfies Readonly<Record<string, readonly ChannelField[]>>;

export type ChannelKind = keyof typeof fieldsByKind;

export const channelKinds = Object.keys(fieldsByKind) as readonly ChannelKind[];

export const isKnown = (kind: string): kind is ChannelKind => Object.hasOwn(fieldsByKind, kind);

/** The fields of a kind; empty for one that the page does not know. */
export const fieldsOf = (kind: string): readonly ChannelField[] => (isKnown(kind) ? fieldsByKind[kind] : []);

/** A channel's settings while they are edited, as they were typed. A secret is empty until somebody types one. */
export type Typed = Readonly<Record<string, string>>;

export const typedOf = (settings: Readonly<Record<string, Setting>>): Typed =>
  Object.fromEntries(
    Object.entries(settings).map(([name, value]) => [name, Array.isArray(value) ? value.join('\n') : String(value ?? '')]),
  );

/**
 * Settings as the host takes them. A secret that nobody typed is left out, so that the stored one stays; one of `removed` goes as null. What is no
 * number goes as it was typed, and the host says what is wrong with it.
 */
export function settingsFrom(kind: string, typed: Typed, removed: readonly string[]): Readonly<Record<string, Setting>> {
  const entered = fieldsOf(kind).flatMap((field): [string, Setting][] => {
    const value = settingOf(field, typed[field.name] ?? '');
    return value === undefined ? [] : [[field.name, value]];
  });
  return Object.fromEntries([...entered, ...removed.map((name): [string, Setting] => [name, null])]);
}

function settingOf({ input }: ChannelField, text: string): Setting | undefined {
  const value = text.trim();
  switch (input) {
    case 'list':
      return value
        .split(/[\n,;]/)
        .map((entry) => entry.trim())
        .filter((entry) => entry !== '');
    case 'flag':
      return value === 'true';
    case 'number':
      return value === '' ? undefined : Number.isFinite(Number(value)) ? Number(value) : value;
    default:
      return value === '' ? undefined : value;
  }
}
