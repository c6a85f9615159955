import { addressOf } from '../../../contract/address';
import { Segments } from '../../../kit/Segments';
import { t } from '../../../text/text';
import { type Way, ways } from './screen';

interface Props {
  readonly way: Way;
  onChoose(way: Way): void;
}

/** Chooses how a screen gets in, and says what that takes. */
export const WayField = ({ way, onChoose }: Props) => (
  <div class="field">
    <p class="form-label">{t('screens.way')}</p>
    <Segments
      title={t('screens.way')}
      chosen={way}
      options={ways}
      name={(one) => t(one === 'code' ? 'screens.byCode' : 'screens.byLink')}
      onChoose={onChoose}
    />
    <p class="field-hint">
      {way === 'code' ? t('screens.codeWay', { address: `${location.origin}${addressOf('/display')}` }) : t('screens.linkWay')}
    </p>
  </div>
);
