import { HttpTransportType, type HubConnection, HubConnectionBuilder, HubConnectionState, LogLevel } from '@microsoft/signalr';
import { addressOf, hubPath } from '../contract/address';
import type { Closing, ExecutionData, Incoming, LogLine } from '../contract/messages';
import * as parse from '../contract/parse';
import type { Transport } from '../state/monitor';
import { handing } from './earlySocket';
import { HubCallError, hubErrorOf, reasonOf, unavailable } from './hubError';

export interface HubHandlers {
  onMessage(incoming: Incoming): void;
  onClosing(closing: Closing): void;
  onUnreadable(why: string): void;
  /** The connection has ended. */
  onClosed(): void;
}

/** A stream of log lines; `end` stops it. */
export interface LogStream {
  end(): void;
}

export interface LogHandlers {
  onLine(line: LogLine): void;
  onEnd(): void;
  onError(why: string): void;
  /** Refused for a reason that passes; without this handler it is an error as others. */
  onUnavailable?(why: string): void;
}

const transportTypes: Readonly<Record<Transport, HttpTransportType>> = {
  webSockets: HttpTransportType.WebSockets,
  serverSentEvents: HttpTransportType.ServerSentEvents,
  longPolling: HttpTransportType.LongPolling,
};

/** How the messages of the protocol's methods are read. */
export const methods: { readonly [method: string]: (sent: unknown) => Incoming } = {
  SourceStatus: (sent) => ({ kind: 'status', message: parse.parseStatus(sent) }),
  DashboardStats: (sent) => ({ kind: 'stats', message: parse.parseStats(sent) }),
  HealthStatus: (sent) => ({ kind: 'health', message: parse.parseHealth(sent) }),
  ExecutionData: (sent) => ({ kind: 'execution', message: parse.parseExecution(sent) }),
  ExecutionRemoved: (sent) => ({ kind: 'removed', message: parse.parseRemoved(sent, 'ExecutionRemoved') }),
  PipelineStatus: (sent) => ({ kind: 'pipeline', message: parse.parsePipeline(sent) }),
  PipelineRemoved: (sent) => ({ kind: 'pipelineRemoved', message: parse.parseRemoved(sent, 'PipelineRemoved') }),
  Problem: (sent) => ({ kind: 'problem', message: parse.parseProblem(sent) }),
  ProblemResolved: (sent) => ({ kind: 'problemResolved', message: parse.parseResolved(sent) }),
  Heartbeat: (sent) => ({ kind: 'heartbeat', message: parse.parseHeartbeat(sent) }),
};

/** One connection to the hub, and the calls over it. It opens once; for another connection make another link. */
export class HubLink {
  private readonly connection: HubConnection;

  constructor(
    handlers: HubHandlers,
    readonly transport: Transport,
    url = addressOf(hubPath),
    /** The bearer token of a service; a page has its session's cookie. */
    token?: () => string | Promise<string>,
    /** A socket to the hub that is open or opening already. */
    early: WebSocket | null = null,
  ) {
    this.connection = new HubConnectionBuilder()
      // One alone: SignalR would try the others by itself, but each time from the first on.
      .withUrl(url, {
        transport: transportTypes[transport],
        ...(token ? { accessTokenFactory: token } : {}),
        ...(early ? { skipNegotiation: true, WebSocket: handing(early) } : {}),
      })
      .configureLogging(LogLevel.None)
      .build();
    this.connection.serverTimeoutInMilliseconds = 30_000;
    this.connection.keepAliveIntervalInMilliseconds = 10_000;
    for (const [method, read] of Object.entries(methods)) {
      this.connection.on(method, (sent: unknown) => guard(handlers, () => handlers.onMessage(read(sent))));
    }
    this.connection.on('Closing', (sent: unknown) => guard(handlers, () => handlers.onClosing(parse.parseClosing(sent))));
    this.connection.onclose(() => handlers.onClosed());
  }

  get isOpen(): boolean {
    return this.connection.state === HubConnectionState.Connected;
  }

  open(): Promise<void> {
    return this.connection.start();
  }

  close(): Promise<void> {
    return this.connection.stop();
  }

  /** The hub's time in milliseconds since 1970. */
  async clock(): Promise<number> {
    return Date.parse(await this.invoke<string>('Clock'));
  }

  async getExecution(source: string, id: string): Promise<ExecutionData> {
    return parse.parseExecution(await this.invoke('GetExecution', source, id));
  }

  async runPipeline(source: string, pipelineId: string, fullRefresh: boolean): Promise<ExecutionData> {
    return parse.parseExecution(await this.invoke('RunPipeline', source, pipelineId, fullRefresh));
  }

  async cancelExecution(source: string, id: string): Promise<void> {
    await this.invoke('CancelExecution', source, id);
  }

  /** Log lines of an execution, oldest first. */
  streamLogs(source: string, executionId: string, tailLines: number, follow: boolean, handlers: LogHandlers): LogStream {
    const subscription = this.connection.stream('StreamLogs', source, executionId, tailLines, follow).subscribe({
      next: (sent: unknown) => {
        try {
          handlers.onLine(parse.parseLogLine(sent));
        } catch (error) {
          // SignalR would swallow the error, and the log would lack a line that nobody misses.
          subscription.dispose();
          handlers.onError(reasonOf(error));
        }
      },
      complete: () => handlers.onEnd(),
      error: (error: unknown) => {
        const { code, text } = hubErrorOf(error);
        if (code === unavailable && handlers.onUnavailable) {
          handlers.onUnavailable(text);
        } else {
          handlers.onError(text);
        }
      },
    });
    return { end: () => subscription.dispose() };
  }

  private async invoke<T>(method: string, ...given: readonly unknown[]): Promise<T> {
    try {
      return await this.connection.invoke<T>(method, ...given);
    } catch (error) {
      // Over an open connection it is the hub that answers; what the connection itself throws comes once it is not open any more.
      throw this.isOpen && error instanceof Error ? new HubCallError(error.message) : error;
    }
  }
}

/** Whether a connection did not open because the host could not be asked for one; otherwise it is its transport that failed. */
export const isOfNegotiation = (error: unknown): boolean => /Failed to complete negotiation/.test(reasonOf(error));

function guard(handlers: HubHandlers, take: () => void): void {
  try {
    take();
  } catch (error) {
    // One bad message must not end the connection, and must not go unseen.
    handlers.onUnreadable(reasonOf(error));
  }
}
