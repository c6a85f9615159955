import { copyText } from '../kit/copyText';
import { Icon } from '../kit/Icon';
import { t } from '../text/text';
import { useScene } from './scene';

interface Props {
  /** What is copied, in words. */
  readonly label: string;
  readonly icon?: 'copy' | 'link';
  text(): string;
}

/** A small button that copies something, and says whether it could. */
export function CopyButton({ label, icon = 'copy', text }: Props) {
  const { actions } = useScene();
  const copy = async () => {
    const isCopied = await copyText(text());
    actions.say(t(isCopied ? 'run.copied' : 'run.notCopied'), isCopied ? 'done' : 'failed');
  };
  return (
    <button type="button" class="icon-button" title={label} onClick={() => void copy()}>
      <Icon name={icon} label={label} />
    </button>
  );
}
