/** What is drawn from figures, runs and problems of the past. */
export { AvailabilityView } from './AvailabilityView';
export { CalendarView } from './CalendarView';
export { ChartView } from './ChartView';
export { DurationsView } from './DurationsView';
export { ProblemsView } from './ProblemsView';
export { RunsView } from './RunsView';
