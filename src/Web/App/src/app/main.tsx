import { startPrinting } from '../kit/printing';
import { App } from './App';
import { Page } from './application';
import { Drawing } from './Drawing';
import { startFrames } from './frame';
import { startKiosk } from './kiosk/startKiosk';
import { startSignals } from './signals/startSignals';

const root = document.getElementById('page');
if (!root) {
  throw new Error('The page has no place to be drawn in');
}

const page = new Page();
page.start();
startSignals(page);
startKiosk(page);
startPrinting();
const drawing = new Drawing(
  root,
  () => <App scene={page.scene()} notice={page.notice} />,
  () => page.clock.nowMs(),
);
startFrames(
  () => drawing.draw(),
  (changed) => page.subscribe(changed),
);
