import { isOfHub, reasonOf } from '../connection/hubError';
import { type TextName, t } from '../text/text';

/**
 * What to say of a call that failed: the hub's own words where it refused it, otherwise those of `name`, with what browser or
 * connection say for its `{why}`: that is neither in the language in use nor meant for who reads it.
 */
export const failureText = (error: unknown, name: TextName): string =>
  isOfHub(error) ? reasonOf(error) : t(name, { why: reasonOf(error) });
