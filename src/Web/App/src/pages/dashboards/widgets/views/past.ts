/** What is drawn from figures and runs of the past. */
export { AvailabilityView } from './AvailabilityView';
export { CalendarView } from './CalendarView';
export { ChartView } from './ChartView';
export { DurationsView } from './DurationsView';
