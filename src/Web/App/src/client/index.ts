/** The module for programs in JavaScript: the page's own connection and state, without a document. `clients/typescript` packs it. */
export { HubCallError, type HubError, hubErrorOf } from '../connection/hubError';
export type { LogHandlers, LogStream } from '../connection/hubLink';
export { methods } from '../connection/hubLink';
export type * from '../contract/messages';
export {
  ageMs,
  type Freshness,
  freshnessOf,
  isConfirmed,
  isStale,
  type Shown,
  shownHealth,
  shownStats,
} from '../state/freshness';
export { type Action, type Connection, initialState, isEvaluatorSilent, type MonitorState, reduce } from '../state/monitor';
export type { SourceView } from '../state/sourceView';
export { type ClientOptions, MonitorClient, MonitorRefusedError } from './monitorClient';
