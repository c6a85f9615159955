import * as read from '../contract/read';

/** What a browser has to answer, and what the host needs in order to check that. */
export interface Challenge {
  readonly state: unknown;
  /** As the host's JSON has them. */
  readonly options: unknown;
}

/** What the browser answered, or why it did not: `cancelled` also where nothing fitting is at hand, which browsers do not tell apart. */
export type Proof = { readonly kind: 'made'; readonly credential: unknown } | { readonly kind: 'cancelled' };

export function parseChallenge(sent: unknown): Challenge {
  const { state, options } = read.fields(sent, 'challenge');
  return { state, options };
}

/** Whether this browser has passkeys at this address: older ones do not, and none does over plain HTTP. */
export function hasPasskeys(): boolean {
  try {
    return typeof PublicKeyCredential.parseCreationOptionsFromJSON === 'function' && 'credentials' in navigator;
  } catch {
    // Missing or refused.
    return false;
  }
}

/** Has the browser make a passkey. */
export const createPasskey = ({ options }: Challenge): Promise<Proof> =>
  proofOf(() =>
    navigator.credentials.create({
      publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options as PublicKeyCredentialCreationOptionsJSON),
    }),
  );

/** Has the browser sign in with a passkey that it knows for this host. */
export const usePasskey = ({ options }: Challenge): Promise<Proof> =>
  proofOf(() =>
    navigator.credentials.get({
      publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options as PublicKeyCredentialRequestOptionsJSON),
    }),
  );

async function proofOf(ask: () => Promise<Credential | null>): Promise<Proof> {
  try {
    const credential = await ask();
    return credential instanceof PublicKeyCredential ? { kind: 'made', credential: credential.toJSON() } : { kind: 'cancelled' };
  } catch {
    // Refused by the person, timed out, or nothing at hand: browsers give one error for all of it, so that pages cannot find out.
    return { kind: 'cancelled' };
  }
}
