import { useEffect, useState } from 'react';
import { startOfDay } from './dates.ts';

/** Midnight this morning; changes when the day does, also when the device slept through midnight. */
export function useToday(): Date {
  const [today, setToday] = useState(() => startOfDay(new Date(), 0));

  useEffect(() => {
    const look = () => {
      const now = startOfDay(new Date(), 0);
      if (now.getTime() !== today.getTime()) setToday(now);
    };
    const timer = setTimeout(look, startOfDay(new Date(), 1).getTime() - Date.now() + 50);
    document.addEventListener('visibilitychange', look);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }, [today]);

  return today;
}
