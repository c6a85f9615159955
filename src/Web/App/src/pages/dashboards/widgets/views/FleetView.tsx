export { Fleet as FleetView } from '../../../../panels/fleet/Fleet';
