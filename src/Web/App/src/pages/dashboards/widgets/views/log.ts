export { LogWidgetView } from './LogWidgetView';
