import { formatTime } from '../text/format';
import { t } from '../text/text';

/** Says that the page cannot be drawn. Made by hand, because the code that draws has failed. `atMs`: when the page was last drawn. */
export function frozenNotice(atMs: number): HTMLElement {
  const notice = document.createElement('section');
  notice.className = 'banner banner-bad frozen-notice';
  notice.dataset.banner = 'frozen';
  notice.setAttribute('role', 'alert');
  notice.append(words(atMs), reloadButton());
  return notice;
}

function words(atMs: number): HTMLElement {
  const what = document.createElement('strong');
  what.textContent = t('banner.frozen');
  const hint = document.createElement('span');
  hint.className = 'banner-detail figures';
  hint.textContent = t('banner.frozenHint', { time: formatTime(atMs, 'time') });
  const text = document.createElement('p');
  text.append(what, hint);
  return text;
}

function reloadButton(): HTMLElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'btn btn-sm banner-button';
  button.textContent = t('banner.reload');
  button.addEventListener('click', () => location.reload());
  return button;
}
