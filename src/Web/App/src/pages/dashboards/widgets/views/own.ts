/** What is drawn from the widget's own options. */
export { ClockView } from './ClockView';
export { TextView } from './TextView';
