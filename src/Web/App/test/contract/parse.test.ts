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

describe('the others', () => {
  it('read what carries no more than an order', () => {
    expect(parse.parseHeartbeat(goldenJson('Heartbeat'))).toMatchObject({ source: 'default', observedAtMs: atMs });
    expect(parse.parseRemoved(goldenJson('ExecutionRemoved'))).toMatchObject({ source: 'default', id: 'run-1' });
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
