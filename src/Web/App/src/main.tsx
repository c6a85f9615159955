import { App } from './view/App';
import { Drawing } from './view/Drawing';
import { startFrames } from './view/frame';
import { startKiosk } from './view/kiosk/startKiosk';
import { Page } from './view/page';
import { startPrinting } from './view/printing';
import { startSignals } from './view/signals/startSignals';

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
