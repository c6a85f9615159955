import { describe, expect, it } from 'vitest';
import { deviceName, parseSessions } from '../../../src/app/access/session';

describe('deviceName', () => {
  it.each([
    [
      'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
      'Chrome 140, Linux',
    ],
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.3485.54',
      'Edge 140, Windows',
    ],
    ['Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:143.0) Gecko/20100101 Firefox/143.0', 'Firefox 143, Windows'],
    [
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Safari/605.1.15',
      'Safari 18, macOS',
    ],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1',
      'Safari 18, iOS',
    ],
    [
      'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36',
      'Chrome 140, Android',
    ],
    ['curl/8.14.1', 'curl/8.14.1'],
    ['', ''],
  ])('of %j is %j', (device, name) => {
    expect(deviceName(device)).toBe(name);
  });
});

describe('parseSessions', () => {
  it('reads one of which little is known', () => {
    const sent = {
      id: 's1',
      current: true,
      browser: false,
      device: null,
      address: null,
      startedAt: '2026-01-02T03:04:05Z',
      lastUsedAt: null,
      expiresAt: '2026-01-16T03:04:05Z',
    };

    expect(parseSessions({ sessions: [sent] })).toEqual([
      {
        id: 's1',
        isCurrent: true,
        isBrowser: false,
        device: null,
        address: null,
        startedAtMs: Date.UTC(2026, 0, 2, 3, 4, 5),
        lastUsedAtMs: null,
        expiresAtMs: Date.UTC(2026, 0, 16, 3, 4, 5),
      },
    ]);
  });
});
