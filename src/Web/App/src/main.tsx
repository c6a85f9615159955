import { render } from 'preact';
import { App } from './view/App';
import { startFrames } from './view/frame';
import { Page } from './view/page';
import { startSignals } from './view/signals/startSignals';

const root = document.getElementById('page');
if (!root) {
  throw new Error('The page has no place to be drawn in');
}

const page = new Page();
page.start();
startSignals(page);
startFrames(
  () => render(<App scene={page.scene()} notice={page.notice} />, root),
  (changed) => page.subscribe(changed),
);
