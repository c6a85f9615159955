import { describe, expect, it } from 'vitest';
import * as parse from '../../src/contract/parse';
import { goldenJson } from './golden';

const atMs = Date.parse('2026-01-02T03:04:05.678Z');

/** A golden message with some fields replaced. */
const changed = (name: string, fields: Readonly<Record<string, unknown>>): unknown => ({
  ...(goldenJson(name) as object),
  ...fields,
});

describe('parseStatus', () => {
  it('reads times, words and feeds', () => {
    const status = parse.parseStatus(goldenJson('SourceStatus'));

    expect(status).toMatchObject({
      source: 'default',
      epoch: 1767323045000,
      sequence: 7,
      observedAtMs: atMs,
      state: 'degraded',
      sinceMs: atMs - 60_000,
      intervalSeconds: 0.5,
      executionLimit: 50,
    });
    expect(status.feeds.executions).toEqual({ ok: false, error: 'the daemon does not implement ListExecutions', notice: null });
    expect(status.feeds.health).toEqual({ ok: true, error: null, notice: '200 of 350 components are shown' });
  });

  it('takes a daemon that was never heard: no feeds, no times', () => {
    const status = parse.parseStatus(goldenJson('SourceStatus.Connecting'));

    expect(status).toMatchObject({ state: 'connecting', observedAtMs: null, lastLiveAtMs: null, version: null });
    expect(status.feeds.stats).toEqual({ ok: false, error: null, notice: null });
  });

  it('refuses a state that it does not know, by the name of the field', () => {
    expect(() => parse.parseStatus(changed('SourceStatus', { state: 'paused' }))).toThrow("state is 'paused'");
  });
});

describe('parseStats', () => {
  it('keeps what is unknown null and what is 0 zero', () => {
    const stats = parse.parseStats(changed('DashboardStats', { successRate: null, activePipelines: 0 }));

    expect(stats.successRate).toBeNull();
    expect(stats.activePipelines).toBe(0);
    expect(stats.lastKnown).toBeNull();
  });

  it('reads the last known figures of a fallback', () => {
    const stats = parse.parseStats(goldenJson('DashboardStats.Fallback'));

    expect(stats).toMatchObject({ fallback: true, cpuUsage: 0, sequence: Number.MAX_SAFE_INTEGER });
    expect(stats.lastKnown).toEqual({
      observedAtMs: atMs - 1000,
      activePipelines: 2,
      totalExecutions: 40,
      successRate: null,
      uptimeSeconds: 3600,
      cpuUsage: 12.5,
      memoryUsage: 43.2,
      activeConnections: 3,
    });
  });

  it.each([
    ['a text for a number', { cpuUsage: '12.5' }, 'cpuUsage is no number'],
    ['a number for a flag', { fallback: 1 }, 'fallback is neither true nor false'],
    ['no source', { source: undefined }, 'source is no text'],
    ['a time that is none', { observedAt: 'yesterday' }, 'observedAt is no time'],
  ])('refuses %s', (_, fields, why) => {
    expect(() => parse.parseStats(changed('DashboardStats', fields))).toThrow(why);
  });
});

describe('parseHealth', () => {
  it('reads components by name, with metadata as sent', () => {
    const health = parse.parseHealth(goldenJson('HealthStatus.Fallback'));

    expect(health.components.size).toBe(0);
    const database = health.lastKnown?.components.get('database');
    expect(database).toMatchObject({ name: 'database', healthy: false, message: 'disk 97 % full' });
    expect([...(database?.metadata ?? [])]).toEqual([
      ['As-It-Is', '2'],
      ['camelCaseStays', '1'],
    ]);
  });

  it('holds a component named like a property of every object as any other', () => {
    const component = { name: 'x', healthy: true, message: null, metadata: {} };
    const components = JSON.parse(`{"constructor":${JSON.stringify(component)},"__proto__":${JSON.stringify(component)}}`);

    const health = parse.parseHealth(changed('HealthStatus', { components }));

    expect([...health.components.keys()]).toEqual(['constructor', '__proto__']);
  });
});

describe('parseExecution', () => {
  it('reads an ended run', () => {
    expect(parse.parseExecution(goldenJson('ExecutionData'))).toMatchObject({
      id: 'run-1',
      pipelineName: 'Orders to warehouse',
      status: 'failed',
      startedAtMs: atMs - 120_000,
      finishedAtMs: atMs - 1000,
      durationSeconds: 119,
      progress: null,
      errorMessage: 'Tap failed: 401 Unauthorized',
    });
  });

  it('reads a running one: no end, no duration', () => {
    expect(parse.parseExecution(goldenJson('ExecutionData.Running'))).toMatchObject({
      status: 'running',
      finishedAtMs: null,
      durationSeconds: null,
      progress: 42.5,
    });
  });

  it('takes a status of a later version as unknown', () => {
    expect(parse.parseExecution(changed('ExecutionData', { status: 'skipped' })).status).toBe('unknown');
  });

  it('takes markup as the text that it is', () => {
    const name = '<img src=x onerror=alert(1)>';

    expect(parse.parseExecution(changed('ExecutionData', { pipelineName: name })).pipelineName).toBe(name);
  });
});

describe('parsePipeline', () => {
  it('reads how a pipeline stands', () => {
    expect(parse.parsePipeline(goldenJson('PipelineStatus'))).toEqual({
      source: 'default',
      epoch: 1767323046000,
      sequence: 10,
      observedAtMs: atMs,
      id: 'orders',
      name: 'Orders to warehouse',
      schedule: '0 2 * * *',
      isActive: true,
      nextDueAtMs: Date.parse('2026-01-03T02:04:05.678Z'),
      lastExecutionId: 'run-1',
      lastStatus: 'failed',
      lastStartedAtMs: atMs - 120_000,
      lastEndedAtMs: atMs - 1000,
      lastGoodAtMs: Date.parse('2025-12-31T03:04:05.678Z'),
      failuresInARow: 2,
      failuresAtLeast: true,
      usualSeconds: 130,
      usualRows: 1200,
      runs24h: 3,
      succeeded24h: 1,
      failed24h: 2,
      seenPercent24h: 87,
    });
  });

  it('keeps what is not known null', () => {
    expect(parse.parsePipeline(goldenJson('PipelineStatus.Unknown'))).toMatchObject({
      schedule: null,
      lastStatus: null,
      lastGoodAtMs: null,
      usualSeconds: null,
      runs24h: 0,
    });
  });

  it('takes the status of a later version as unknown', () => {
    expect(parse.parsePipeline(changed('PipelineStatus', { lastStatus: 'skipped' })).lastStatus).toBe('unknown');
  });
});

describe('parseProblem', () => {
  it('reads everything that is told of a problem', () => {
    expect(parse.parseProblem(goldenJson('Problem'))).toEqual({
      source: 'default',
      epoch: 1767323046000,
      sequence: 12,
      observedAtMs: atMs,
      id: '0197c8a4d5e67f0891a2b3c4d5e6f708',
      kind: 'failing',
      state: 'open',
      severity: 'warning',
      pipelineId: 'orders',
      pipelineName: 'Orders to warehouse',
      executionId: 'run-1',
      component: null,
      figure: null,
      ruleId: null,
      title: 'Orders to warehouse failed 2 times in a row',
      detail: 'Tap failed: 401 Unauthorized',
      sinceMs: Date.parse('2026-01-02T00:04:05.678Z'),
      sinceAtLeast: true,
      count: 2,
      lastGoodAtMs: Date.parse('2025-12-31T03:04:05.678Z'),
      usualSeconds: 130,
      unseenSinceMs: atMs,
      acknowledged: {
        by: 'ana@example.org',
        atMs,
        untilMs: Date.parse('2026-01-02T11:04:05.678Z'),
        note: 'rotating the token',
      },
      silencedUntilMs: Date.parse('2026-01-02T04:04:05.678Z'),
      partOf: '0197c8a4d5e67f0891a2b3c4d5e6f700',
    });
  });

  it('keeps what does not apply null', () => {
    expect(parse.parseProblem(goldenJson('Problem.Component'))).toMatchObject({
      severity: 'critical',
      component: 'database',
      pipelineName: null,
      count: null,
      unseenSinceMs: null,
      acknowledged: null,
      partOf: null,
    });
  });

  it('keeps a kind of a later version as it is, and takes a severity and a state of one as warning and open', () => {
    const sent = changed('Problem', { kind: 'too-hot', severity: 'fatal', state: 'simmering' });

    expect(parse.parseProblem(sent)).toMatchObject({ kind: 'too-hot', severity: 'warning', state: 'open' });
  });

  it('refuses one without a beginning', () => {
    expect(() => parse.parseProblem(changed('Problem', { since: null }))).toThrow('since is no text');
  });
});

describe('the others', () => {
  it('read when a source was last evaluated, which hubs of an earlier version do not tell', () => {
    expect(parse.parseHeartbeat(goldenJson('Heartbeat'))).toMatchObject({
      source: 'default',
      observedAtMs: atMs,
      evaluatedAtMs: atMs + 2,
    });
    expect(parse.parseHeartbeat(changed('Heartbeat', { evaluatedAt: undefined })).evaluatedAtMs).toBeNull();
  });

  it.each([
    ['ExecutionRemoved', 'run-1'],
    ['PipelineRemoved', 'orders'],
  ])('read what is gone by %s, and name it where they cannot', (name, id) => {
    expect(parse.parseRemoved(goldenJson(name), name)).toMatchObject({ source: 'default', id });
    expect(() => parse.parseRemoved(null, name)).toThrow(`${name} is no object`);
  });

  it('read when a problem was over', () => {
    expect(parse.parseResolved(goldenJson('ProblemResolved'))).toMatchObject({
      id: '0197c8a4d5e67f0891a2b3c4d5e6f708',
      resolvedAtMs: atMs - 1000,
    });
  });

  it('read why the hub closes', () => {
    expect(parse.parseClosing(goldenJson('Closing'))).toEqual({ reason: 'signed-out', retryAfterSeconds: 0 });
    expect(() => parse.parseClosing({ reason: 'tired', retryAfterSeconds: 0 })).toThrow('reason');
  });

  it('read a log line', () => {
    const sent = goldenJson('LogLine') as { level: string; message: string };

    expect(parse.parseLogLine(sent)).toMatchObject({ level: sent.level, message: sent.message });
    expect(parse.parseLogLine({ timestamp: null, level: null, message: 'x' })).toEqual({
      timestampMs: null,
      level: null,
      message: 'x',
    });
  });

  it.each([null, [], 'text', 7])('refuse %j for a message', (sent) => {
    expect(() => parse.parseHeartbeat(sent)).toThrow('Heartbeat is no object');
  });
});
