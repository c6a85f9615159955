import { startPrinting } from '../kit/printing';
import { holdBackUntilPainted } from '../kit/usePainted';
import { loadFirstTexts } from '../text/text';
import { App } from './App';
import { Application } from './application';
import { Drawing } from './Drawing';
import { startFrames } from './frame';
import { startKiosk } from './kiosk/startKiosk';
import { pages } from './pages';
import { startSignals } from './signals/startSignals';

const root = document.getElementById('page');
if (!root) {
  throw new Error("The document has no element with the id 'page' to draw in");
}

const application = new Application(pages);
application.start();
startSignals(application);
startKiosk(application);
startPrinting();
holdBackUntilPainted();
await loadFirstTexts();
const drawing = new Drawing(
  root,
  () => <App scene={application.scene()} notice={application.notice} />,
  () => application.clock.nowMs(),
);
startFrames(
  () => drawing.draw(),
  (changed) => application.subscribe(changed),
);
