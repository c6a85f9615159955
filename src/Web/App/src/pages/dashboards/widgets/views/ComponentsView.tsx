export { Health as ComponentsView } from '../../../../panels/health/Health';
