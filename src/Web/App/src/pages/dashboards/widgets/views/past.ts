/** What is drawn from history. */
export { AvailabilityView } from './AvailabilityView';
export { CalendarView } from './CalendarView';
export { ChartView } from './ChartView';
export { DurationsView } from './DurationsView';
export { ProblemsView } from './ProblemsView';
export { RunsView } from './RunsView';
