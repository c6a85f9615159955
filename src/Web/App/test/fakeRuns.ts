import { vi } from 'vitest';
import type { HubLink, LogHandlers } from '../src/connection/hubLink';
import type { ExecutionData } from '../src/contract/messages';

/** A stream of log lines that a test writes to. */
export interface FakeStream extends LogHandlers {
  readonly source: string;
  readonly id: string;
  readonly tailLines: number;
  readonly follow: boolean;
  readonly end: ReturnType<typeof vi.fn>;
}

/** The calls of a connection that concern one run, answered by the test. */
export class FakeRunLink {
  isOpen = true;
  readonly streams: FakeStream[] = [];
  readonly getExecution = vi.fn<(source: string, id: string) => Promise<ExecutionData>>();
  readonly cancelExecution = vi.fn<(source: string, id: string) => Promise<void>>();
  readonly runPipeline = vi.fn<(source: string, pipelineId: string, fullRefresh: boolean) => Promise<ExecutionData>>();

  get link(): HubLink {
    return this as unknown as HubLink;
  }

  get stream(): FakeStream {
    const newest = this.streams.at(-1);
    if (!newest) {
      throw new Error('No log was asked for');
    }
    return newest;
  }

  streamLogs(source: string, id: string, tailLines: number, follow: boolean, handlers: LogHandlers) {
    const stream = { source, id, tailLines, follow, ...handlers, end: vi.fn() };
    this.streams.push(stream);
    return { end: () => stream.end() };
  }
}
