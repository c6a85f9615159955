// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { fetchHistory } from '../../src/connection/historyApi';
import { fetchAllRuns, fetchPipeline, fetchRun, fetchRuns } from '../../src/connection/runsApi';
import type { Question } from '../../src/state/history/HistoryStore';
import { noFilters } from '../../src/state/runFilters';
import { hourMs, nowMs } from '../messages';
import { sentRun } from '../runs';

const question: Question = {
  sources: ['north', 'south'],
  figures: ['cpuUsage', 'memoryUsage'],
  fromMs: nowMs - hourMs,
  toMs: nowMs,
  points: 720,
};

function answering(status: number, body: unknown) {
  const asked = vi.fn(async (_address: string) => new Response(JSON.stringify(body), { status }));
  vi.stubGlobal('fetch', asked);
  return asked;
}

describe('history over HTTP', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('is asked with everything that is wanted', async () => {
    const asked = answering(200, []);

    await fetchHistory(question);

    const query = new URL(asked.mock.calls[0]?.[0] ?? '', 'https://monitor.example').searchParams;
    expect(query.getAll('source')).toEqual(['north', 'south']);
    expect(Object.fromEntries(query)).toMatchObject({
      figures: 'cpuUsage,memoryUsage',
      from: '2026-01-02T11:00:00.000Z',
      to: '2026-01-02T12:00:00.000Z',
      points: '720',
    });
  });

  it('of more daemons than one request may name is asked in several', async () => {
    const asked = answering(200, []);

    await fetchHistory({ ...question, sources: Array.from({ length: 45 }, (_, n) => `d${n}`) });

    expect(asked).toHaveBeenCalledTimes(3);
  });

  it.each([
    [401, 'signedOut'],
    [403, 'forbidden'],
    [404, 'notFound'],
    [503, 'paused'],
    [413, 'failed'],
  ])('that is refused with %d is a failure of kind %s in the host’s words', async (status, kind) => {
    answering(status, { status, detail: 'The store is locked.' });

    expect(await fetchHistory(question)).toEqual({ kind, detail: 'The store is locked.' });
    expect(await fetchPipeline('north', 'a/b')).toEqual({ kind, detail: 'The store is locked.' });
  });

  it('that is being opened is told from one that cannot be read', async () => {
    answering(503, { status: 503, title: 'History is being opened', detail: 'The store of history is being opened.' });

    expect(await fetchHistory(question)).toMatchObject({ kind: 'opening' });
  });

  it('that cannot be reached or read is a failure too', async () => {
    vi.stubGlobal('fetch', vi.fn().mockRejectedValue(new TypeError('Failed to fetch')));
    expect(await fetchHistory(question)).toEqual({ kind: 'unreachable', detail: null });

    answering(200, [{ source: 'north' }]);
    expect(await fetchHistory(question)).toEqual({ kind: 'failed', detail: null });
  });

  it('reads runs page by page up to a number of them', async () => {
    const asked = vi.fn(async (address: string) => {
      const at = Number(new URL(address, 'https://monitor.example').searchParams.get('after') ?? 0);
      return new Response(JSON.stringify({ runs: [sentRun(`r${at}`)], next: String(at + 1) }));
    });
    vi.stubGlobal('fetch', asked);

    const list = await fetchAllRuns([], { fromMs: nowMs - hourMs, toMs: nowMs }, 3);

    expect(list).toMatchObject({ runs: [{ id: 'r0' }, { id: 'r1' }, { id: 'r2' }], next: '3' });
    expect(asked.mock.calls.map(([address]) => /limit=(\d+)/.exec(address)?.[1])).toEqual(['3', '2', '1']);
  });

  it('finds one run by its id, and no other that has the id in it', async () => {
    answering(200, { runs: [sentRun('r10'), sentRun('r1')], next: null });
    expect(await fetchRun('default', 'r1')).toMatchObject({ id: 'r1' });
    expect(await fetchRun('default', 'r')).toBeNull();

    answering(503, {});
    expect(await fetchRun('default', 'r1')).toBeNull();
  });

  it('asks for runs with the filters that hold, and no others', async () => {
    const asked = answering(200, { runs: [], next: null });
    const filters = { ...noFilters, text: '50 %', statuses: ['failed', 'cancelled'] as const, rows: 'none' as const };

    await fetchRuns({ source: null, pipeline: null, filters, period: null, limit: 50, after: '1.2' });

    const query = new URL(asked.mock.calls[0]?.[0] ?? '', 'https://monitor.example').searchParams;
    expect(Object.fromEntries(query)).toEqual({
      text: '50 %',
      status: 'failed,cancelled',
      maxRows: '0',
      limit: '50',
      after: '1.2',
    });
  });
});
