import { addressOf } from '../contract/address';

/** What this browser made so that the host can send to it, or why it did not. `refused`: by the person or by the browser, which tells no more. */
export type Subscribed = { readonly kind: 'made'; readonly subscription: unknown } | { readonly kind: 'refused' };

const script = '/sw.js';

/** Whether this browser can be told while no page is open: older ones cannot, and none can over plain HTTP. */
export const canPush = (): boolean => 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window;

/** Asks the person, and has the browser make a subscription. Never rejects. `publicKey`: the host's key in base64url. */
export async function subscribe(publicKey: string): Promise<Subscribed> {
  try {
    if ((await Notification.requestPermission()) !== 'granted') {
      return { kind: 'refused' };
    }
    await navigator.serviceWorker.register(addressOf(script));
    const { pushManager } = await navigator.serviceWorker.ready;
    // One that was made with another key of the host would be in the way.
    await (await pushManager.getSubscription())?.unsubscribe();
    const made = await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: publicKey });
    return { kind: 'made', subscription: made.toJSON() };
  } catch {
    // The browser's push service is away, or refuses.
    return { kind: 'refused' };
  }
}
