import { useEffect, useState } from 'preact/hooks';
import { mediaOf } from './media';

const phone = mediaOf('(max-width: 36rem)');

/** Whether the page is as narrow as on a phone; follows it when it is turned. */
export function usePhone(): boolean {
  const [isPhone, setPhone] = useState(phone.matches);
  useEffect(() => phone.follow(() => setPhone(phone.matches())), []);
  return isPhone;
}
