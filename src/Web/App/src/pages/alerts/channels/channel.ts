import * as read from '../../../contract/read';
import { parseSettings, type Setting } from '../rules/rule';

/** A way in which people are told, as `GET /api/alerts/channels` returns it. */
export interface Channel {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  /** Those that are no secrets. */
  readonly settings: Readonly<Record<string, Setting>>;
  /** The names of the secrets that are stored. */
  readonly secrets: readonly string[];
  /** Since when and why it refuses messages; null while it takes them. */
  readonly broken: { readonly sinceMs: number; readonly reason: string } | null;
}

export interface Channels {
  /** In the order of their names. */
  readonly channels: readonly Channel[];
  /** The kinds of channels that can be made. */
  readonly kinds: readonly string[];
}

export const channelsPath = '/api/alerts/channels';

export const channelPath = (id: string): string => `${channelsPath}/${encodeURIComponent(id)}`;

export function parseChannels(sent: unknown): Channels {
  const from = read.fields(sent, 'channels');
  return { channels: read.items(from, 'channels', parseChannel), kinds: read.list(from, 'kinds') };
}

export function parseChannel(sent: unknown): Channel {
  const from = read.fields(sent, 'channel');
  return {
    id: read.text(from, 'id'),
    name: read.text(from, 'name'),
    kind: read.text(from, 'kind'),
    settings: parseSettings(from),
    secrets: read.list(from, 'secrets'),
    broken: from.broken == null ? null : parseBroken(from.broken),
  };
}

function parseBroken(sent: unknown): NonNullable<Channel['broken']> {
  const from = read.fields(sent, 'broken');
  return { sinceMs: read.time(from, 'since'), reason: read.text(from, 'reason') };
}

const results = ['delivered', 'failed', 'refused'] as const;

/** What came of a test message. */
export interface TestResult {
  readonly result: (typeof results)[number];
  /** What the receiver said, or why it could not be asked. */
  readonly answer: string;
  readonly milliseconds: number;
}

export function parseTest(sent: unknown): TestResult {
  const from = read.fields(sent, 'test');
  return {
    result: read.word(from, 'result', results, 'failed'),
    answer: read.text(from, 'answer'),
    milliseconds: read.number(from, 'milliseconds'),
  };
}
