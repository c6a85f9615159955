import { vi } from 'vitest';
import type { HubLink } from '../src/connection/hubLink';
import type { ExecutionData } from '../src/contract/messages';

/** The calls of a connection that concern one run, answered by the test. */
export class FakeRunLink {
  isOpen = true;
  readonly getExecution = vi.fn<(source: string, id: string) => Promise<ExecutionData>>();
  readonly cancelExecution = vi.fn<(source: string, id: string) => Promise<void>>();
  readonly runPipeline = vi.fn<(source: string, pipelineId: string, fullRefresh: boolean) => Promise<ExecutionData>>();

  get link(): HubLink {
    return this as unknown as HubLink;
  }
}
