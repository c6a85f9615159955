/** What lists runs and problems of the past. */
export { ProblemsView } from './ProblemsView';
export { RunsView } from './RunsView';
