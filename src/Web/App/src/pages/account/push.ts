import * as read from '../../contract/read';

/** The own browsers that are told of problems, as `GET /api/account/push` returns them. */
export interface Push {
  /** The host's key in base64url. */
  readonly publicKey: string;
  /** Whether a browser can subscribe at this address. */
  readonly canSubscribe: boolean;
  readonly browsers: readonly PushBrowser[];
}

export interface PushBrowser {
  readonly id: string;
  readonly userAgent: string;
  readonly createdAtMs: number;
}

export function parsePush(sent: unknown): Push {
  const from = read.fields(sent, 'push');
  return {
    publicKey: read.text(from, 'publicKey'),
    canSubscribe: read.flag(from, 'canSubscribe'),
    browsers: read.items(from, 'subscriptions', parseBrowser),
  };
}

function parseBrowser(sent: unknown): PushBrowser {
  const from = read.fields(sent, 'browser');
  return { id: read.text(from, 'id'), userAgent: read.text(from, 'userAgent'), createdAtMs: read.time(from, 'createdAt') };
}
