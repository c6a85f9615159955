import { addressOf } from '../contract/address';
import { failureOf, type HostAnswer } from './hostApi';

/** A file that the host sent, whole. */
export interface HostFile {
  readonly content: Blob;
  readonly name: string;
}

/**
 * Fetches a file, however large it is. `received`: how many bytes have come so far. Never rejects; null if it was cancelled. A transfer that
 * breaks off is no file.
 */
export async function fetchFile(
  path: string,
  received: (bytes: number) => void,
  signal: AbortSignal,
): Promise<HostAnswer<HostFile> | null> {
  try {
    const answer = await fetch(addressOf(path), { cache: 'no-store', signal });
    if (!answer.ok || !answer.body) {
      return await failureOf(answer);
    }
    const parts: BlobPart[] = [];
    let bytes = 0;
    for (const reader = answer.body.getReader(); ; ) {
      const { done, value } = await reader.read();
      if (done) {
        break;
      }
      parts.push(value);
      bytes += value.byteLength;
      received(bytes);
    }
    const content = new Blob(parts, { type: answer.headers.get('Content-Type') ?? '' });
    return { kind: 'done', value: { content, name: nameOf(answer) }, atMs: Date.now() };
  } catch {
    // The browser tells no more about it than that the connection broke.
    return signal.aborted ? null : { kind: 'unreachable' };
  }
}

const nameOf = (answer: Response): string =>
  /filename="?([^";]+)/.exec(answer.headers.get('Content-Disposition') ?? '')?.[1] ?? 'export';
