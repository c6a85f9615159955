import { addressOf, hubPath } from '../contract/address';

declare global {
  /** The connection that the document opened before the application was there; taken by the first try to connect. */
  var earlySocket: WebSocket | undefined;
}

/** Opens a connection to the hub, for the application to take over. The hub says nothing before the application has greeted it. */
export function openEarly(): void {
  try {
    globalThis.earlySocket = new WebSocket(new URL(addressOf(hubPath), location.href).href.replace(/^http/, 'ws'));
  } catch {
    // Browsers without WebSockets, or where something forbids them: the application tries each transport by itself.
  }
}

/** Takes the early connection, and closes it unless it is wanted; null if there is none, or it has failed already. Nobody else gets it then. */
export function takeEarlySocket(isWanted: boolean): WebSocket | null {
  const socket = globalThis.earlySocket;
  globalThis.earlySocket = undefined;
  if (!isWanted) {
    socket?.close();
  }
  return isWanted && socket && socket.readyState <= WebSocket.OPEN ? socket : null;
}

/** A constructor that returns a connection which exists already, for SignalR, which makes its own. It is told that one is open that opened before. */
export function handing(socket: WebSocket): typeof WebSocket {
  function Handed() {
    queueMicrotask(() => {
      if (socket.readyState === WebSocket.OPEN) {
        socket.onopen?.(new Event('open'));
      } else if (socket.readyState > WebSocket.OPEN) {
        socket.onclose?.(new CloseEvent('close'));
      }
    });
    return socket;
  }
  return Object.assign(Handed, { OPEN: WebSocket.OPEN }) as unknown as typeof WebSocket;
}
