import * as read from '../../contract/read';

/** One open session, as `GET /api/sessions` returns it. */
export interface OpenSession {
  readonly id: string;
  /** Whether it is the one of this browser. */
  readonly isCurrent: boolean;
  readonly isBrowser: boolean;
  /** What the program that signed in called itself; null if unknown. */
  readonly device: string | null;
  readonly address: string | null;
  readonly startedAtMs: number;
  /** To the minute; null if unknown. */
  readonly lastUsedAtMs: number | null;
  readonly expiresAtMs: number;
}

/** The last used first. */
export const parseSessions = (sent: unknown): readonly OpenSession[] =>
  read.items(read.fields(sent, 'sessions'), 'sessions', parseSession);

function parseSession(sent: unknown): OpenSession {
  const from = read.fields(sent, 'session');
  return {
    id: read.text(from, 'id'),
    isCurrent: read.flag(from, 'current'),
    isBrowser: read.flag(from, 'browser'),
    device: read.textOrNull(from, 'device'),
    address: read.textOrNull(from, 'address'),
    startedAtMs: read.time(from, 'startedAt'),
    lastUsedAtMs: read.timeOrNull(from, 'lastUsedAt'),
    expiresAtMs: read.time(from, 'expiresAt'),
  };
}

/** As browsers name themselves; a later one of the list may also carry the names of those before it. */
const browsers: readonly (readonly [RegExp, string])[] = [
  [/\bEdg(?:e|A|iOS)?\/(\d+)/, 'Edge'],
  [/\bOPR\/(\d+)/, 'Opera'],
  [/\b(?:Firefox|FxiOS)\/(\d+)/, 'Firefox'],
  [/\b(?:Chrome|CriOS|HeadlessChrome)\/(\d+)/, 'Chrome'],
  [/\bVersion\/(\d+)[\d.]* (?:Mobile\/\S+ )?Safari\//, 'Safari'],
];

const systems: readonly (readonly [RegExp, string])[] = [
  [/\bAndroid\b/, 'Android'],
  [/\b(?:iPhone|iPad)\b/, 'iOS'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b/, 'macOS'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bLinux\b/, 'Linux'],
];

/** A browser by its name and version and its system, such as `Firefox 140, Windows`; other programs by what they call themselves. */
export function deviceName(device: string): string {
  for (const [pattern, name] of browsers) {
    const [, version] = pattern.exec(device) ?? [];
    if (version) {
      const system = systems.find(([one]) => one.test(device))?.[1];
      return system ? `${name} ${version}, ${system}` : `${name} ${version}`;
    }
  }
  return device;
}
