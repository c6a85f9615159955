import { openEarly } from '../connection/earlySocket';
import './theme';

// Runs while the application is still being loaded. The build makes it a script of its own (build/earlyScripts.ts).
openEarly();
