import { isOfHub, reasonOf } from '../connection/hubError';
import { type TextName, t } from '../text/text';

/**
 * What to say about a failed call: the hub's own words if it refused the call, otherwise the text `name`. The error of browser or
 * connection only fills its `{why}`, because that is neither in the language in use nor written for the person who reads it.
 */
export const failureText = (error: unknown, name: TextName): string =>
  isOfHub(error) ? reasonOf(error) : t(name, { why: reasonOf(error) });
