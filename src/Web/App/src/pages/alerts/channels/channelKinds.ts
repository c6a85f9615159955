import type { Setting } from '../rules/rule';

/** How a setting of a channel is entered. `list` and `secretList`: one entry a line. `template`: a text of many lines. */
export type InputKind = 'text' | 'url' | 'secret' | 'list' | 'secretList' | 'choice' | 'template';

/** A setting of a channel in its form. */
export interface ChannelField {
  readonly name: string;
  readonly input: InputKind;
  /** Whether it may be left empty. */
  readonly isOptional?: true;
  /** What can be chosen, the usual one first. */
  readonly options?: readonly string[];
}

const url: ChannelField = { name: 'url', input: 'url' };
const ownUrl: ChannelField = { ...url, isOptional: true };
const secretUrl: ChannelField = { name: 'url', input: 'secret' };
const token: ChannelField = { name: 'token', input: 'secret' };
const region = (...options: readonly string[]): ChannelField => ({ name: 'region', input: 'choice', options });

/** The settings of each kind of channel, in the order of the form. One table, because all forms are alike. */
const fieldsByKind = {
  email: [{ name: 'to', input: 'list' }],
  webhook: [url, { name: 'secret', input: 'secret' }],
  slack: [secretUrl],
  teams: [secretUrl],
  pagerduty: [{ name: 'routingKey', input: 'secret' }, region('us', 'eu')],
  opsgenie: [{ name: 'apiKey', input: 'secret' }, region('us', 'eu', 'jsm')],
  ntfy: [{ name: 'topic', input: 'text' }, ownUrl, { ...token, isOptional: true }],
  telegram: [token, { name: 'chat', input: 'text' }, ownUrl],
  discord: [secretUrl],
  mattermost: [secretUrl],
  apprise: [
    url,
    { name: 'key', input: 'text', isOptional: true },
    { name: 'tags', input: 'text', isOptional: true },
    { name: 'urls', input: 'secretList', isOptional: true },
  ],
  webpush: [{ name: 'people', input: 'list', isOptional: true }],
} as const satisfies Readonly<Record<string, readonly ChannelField[]>>;

/** Texts of one's own, for kinds that send texts. */
const templates: readonly ChannelField[] = [
  { name: 'title', input: 'template', isOptional: true },
  { name: 'body', input: 'template', isOptional: true },
];

export type ChannelKind = keyof typeof fieldsByKind;

export const channelKinds = Object.keys(fieldsByKind) as readonly ChannelKind[];

export const isKnown = (kind: string): kind is ChannelKind => Object.hasOwn(fieldsByKind, kind);

/** The fields of a kind besides its templates; empty for one that the page does not know. */
export const fieldsOf = (kind: string): readonly ChannelField[] => (isKnown(kind) ? fieldsByKind[kind] : []);

/** The templates of a kind: a webhook sends no text. */
export const templatesOf = (kind: string): readonly ChannelField[] => (isKnown(kind) && kind !== 'webhook' ? templates : []);

/** Whether the host never sends a setting back. */
export const isSecret = ({ input }: ChannelField): boolean => input === 'secret' || input === 'secretList';

/** A channel's settings while they are edited, as they were typed. A secret is empty until somebody types one. */
export type Typed = Readonly<Record<string, string>>;

export const typedOf = (settings: Readonly<Record<string, Setting>>): Typed =>
  Object.fromEntries(
    Object.entries(settings).map(([name, value]) => [name, Array.isArray(value) ? value.join('\n') : String(value ?? '')]),
  );

/** Settings as the host takes them. A secret that nobody typed is left out, so that the stored one stays; one of `removed` goes as null. */
export function settingsFrom(kind: string, typed: Typed, removed: readonly string[]): Readonly<Record<string, Setting>> {
  const entered = [...fieldsOf(kind), ...templatesOf(kind)].flatMap((field): [string, Setting][] => {
    const value = settingOf(field, typed[field.name] ?? '');
    return value === undefined ? [] : [[field.name, value]];
  });
  return Object.fromEntries([...entered, ...removed.map((name): [string, Setting] => [name, null])]);
}

function settingOf({ input, options }: ChannelField, text: string): Setting | undefined {
  const value = text.trim();
  switch (input) {
    case 'list':
      return entriesIn(value);
    case 'secretList':
      return value === '' ? undefined : entriesIn(value);
    case 'choice':
      return value || options?.[0];
    default:
      return value === '' ? undefined : value;
  }
}

const entriesIn = (text: string): readonly string[] =>
  text
    .split('\n')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
