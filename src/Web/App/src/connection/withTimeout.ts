/** The result of a promise; rejects if there is none within `limitMs`, and calls `onTimeout` then, which can end what is waited for. */
export function withTimeout<T>(limitMs: number, promise: Promise<T>, onTimeout?: () => void): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new Error(`No answer within ${limitMs} ms`));
      onTimeout?.();
    }, limitMs);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
