import { type HubMessage, type IHubProtocol, JsonHubProtocol, MessageType, NullLogger } from '@microsoft/signalr';
import { MessagePackHubProtocol } from '@microsoft/signalr-protocol-msgpack';
import { describe, expect, it } from 'vitest';
import { goldenJson, goldenMessagePack, goldenNames } from './golden';

const target = 'Message';

/** One SignalR invocation in JSON, as the hub frames it. */
const framedJson = (argument: unknown): string => `${JSON.stringify({ type: 1, target, arguments: [argument] })}\u001e`;

/** The same in MessagePack: `[1, {}, null, "Message", [argument]]` behind its length, around bytes as the hub wrote them. */
function framedMessagePack(argument: Uint8Array): ArrayBuffer {
  const name = [...target].map((letter) => letter.charCodeAt(0));
  const body = [0x95, 0x01, 0x80, 0xc0, 0xa0 + name.length, ...name, 0x91, ...argument];
  const length: number[] = [];
  for (let left = body.length; left > 0 || length.length === 0; left >>= 7) {
    length.push((left & 0x7f) | (left > 0x7f ? 0x80 : 0));
  }
  return Uint8Array.from([...length, ...body]).buffer;
}

function argumentOf(protocol: IHubProtocol, frame: string | ArrayBuffer): unknown {
  const messages: HubMessage[] = protocol.parseMessages(frame, NullLogger.instance);
  const message = messages[0];
  if (messages.length !== 1 || message?.type !== MessageType.Invocation) {
    throw new Error(`Not one invocation: ${JSON.stringify(messages)}`);
  }
  return message.arguments[0];
}

describe('both protocols', () => {
  it('have a golden file for every message of the contract', () => {
    const messages = [
      'Closing',
      'DashboardStats',
      'ExecutionData',
      'ExecutionRemoved',
      'HealthStatus',
      'Heartbeat',
      'PipelineRemoved',
      'PipelineStatus',
      'Problem',
      'ProblemResolved',
      'SourceStatus',
    ];

    expect(goldenNames).toEqual(expect.arrayContaining(messages));
  });

  it.each(goldenNames)('decode %s to the same object with the stock client', (name) => {
    const fromJson = argumentOf(new JsonHubProtocol(), framedJson(goldenJson(name)));

    const fromMessagePack = argumentOf(new MessagePackHubProtocol(), framedMessagePack(goldenMessagePack(name)));

    expect(fromMessagePack).toStrictEqual(fromJson);
    expect(fromJson).toStrictEqual(goldenJson(name));
  });
});
