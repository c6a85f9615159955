/** What is drawn from the live state alone. */
export { AttentionView } from './AttentionView';
export { ClockView } from './ClockView';
export { ComponentsView } from './ComponentsView';
export { FigureView } from './FigureView';
export { FleetView } from './FleetView';
export { PipelinesView } from './PipelinesView';
export { TextView } from './TextView';
export { TimelineView } from './TimelineView';
export { VerdictView } from './VerdictView';
