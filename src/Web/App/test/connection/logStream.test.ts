import { HubConnection, type IStreamSubscriber } from '@microsoft/signalr';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { HubLink, type LogHandlers } from '../../src/connection/hubLink';

const link = () =>
  new HubLink(
    { onMessage: vi.fn(), onClosing: vi.fn(), onUnreadable: vi.fn(), onClosed: vi.fn() },
    'longPolling',
    'http://localhost/hub',
  );

const handlers = () => ({ onLine: vi.fn(), onEnd: vi.fn(), onError: vi.fn() }) satisfies LogHandlers;

/** What the connection is told of a stream, and whether it was let go. */
function opened() {
  const dispose = vi.fn();
  let subscriber: IStreamSubscriber<unknown> | undefined;
  const stream = vi.spyOn(HubConnection.prototype, 'stream').mockReturnValue({
    subscribe: (told) => {
      subscriber = told;
      return { dispose };
    },
  });
  return { dispose, stream, told: () => subscriber as IStreamSubscriber<unknown> };
}

afterEach(() => vi.restoreAllMocks());

describe('streamLogs', () => {
  it('hands on lines, and the end', () => {
    const { stream, told } = opened();
    const log = handlers();

    link().streamLogs('default', 'run-1', 500, true, log);
    told().next({ timestamp: '2026-01-02T12:00:00Z', level: null, message: 'one' });
    told().complete();

    expect(stream).toHaveBeenCalledWith('StreamLogs', 'default', 'run-1', 500, true);
    expect(log.onLine).toHaveBeenCalledExactlyOnceWith({ timestampMs: Date.UTC(2026, 0, 2, 12), level: null, message: 'one' });
    expect(log.onEnd).toHaveBeenCalledTimes(1);
  });

  it('that cannot be read ends with why, and not with a hole that nobody sees', () => {
    const { dispose, told } = opened();
    const log = handlers();

    link().streamLogs('default', 'run-1', 0, false, log);
    told().next({ timestamp: null, level: null, message: 7 });

    expect(log.onError).toHaveBeenCalledExactlyOnceWith('message is no text');
    expect(dispose).toHaveBeenCalledTimes(1);
  });

  it('that fails says why in the words of the hub', () => {
    const { told } = opened();
    const log = handlers();

    link().streamLogs('default', 'run-1', 0, false, log);
    told().error(new Error('No such run.'));

    expect(log.onError).toHaveBeenCalledExactlyOnceWith('No such run.');
  });

  it('is let go by its end', () => {
    const { dispose } = opened();

    link().streamLogs('default', 'run-1', 0, false, handlers()).end();

    expect(dispose).toHaveBeenCalledTimes(1);
  });
});
