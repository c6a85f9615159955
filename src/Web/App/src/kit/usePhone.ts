import { useEffect, useState } from 'preact/hooks';

const query = '(max-width: 36rem)';

/** Whether the page is as narrow as on a phone; follows it when it is turned. */
export function usePhone(): boolean {
  const [isPhone, setPhone] = useState(() => matchMedia(query).matches);
  useEffect(() => {
    const media = matchMedia(query);
    const follow = () => setPhone(media.matches);
    media.addEventListener('change', follow);
    return () => media.removeEventListener('change', follow);
  }, []);
  return isPhone;
}
