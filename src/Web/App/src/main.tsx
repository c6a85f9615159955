import { render } from 'preact';
import { App } from './view/App';
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
startFrames(
  () => render(<App scene={page.scene()} notice={page.notice} />, root),
  (changed) => page.subscribe(changed),
);
