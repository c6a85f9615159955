import { describe, expect, it } from 'vitest';
import { methods } from '../../src/connection/hubLink';
import { goldenJson } from '../contract/golden';

describe('the methods of the hub', () => {
  it.each([
    ['SourceStatus', 'status'],
    ['DashboardStats', 'stats'],
    ['HealthStatus', 'health'],
    ['ExecutionData', 'execution'],
    ['ExecutionRemoved', 'removed'],
    ['PipelineStatus', 'pipeline'],
    ['PipelineRemoved', 'pipelineRemoved'],
    ['Problem', 'problem'],
    ['ProblemResolved', 'problemResolved'],
    ['Heartbeat', 'heartbeat'],
  ])('read %s as the hub sends it, as %s', (method, kind) => {
    expect(methods[method]?.(goldenJson(method))).toMatchObject({ kind, message: { source: 'default' } });
  });

  it('are those of the contract and no other', () => {
    expect(Object.keys(methods)).toHaveLength(10);
  });
});
