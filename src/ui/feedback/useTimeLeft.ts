import { useRef } from 'react';
import { type Estimate, estimate } from '../../engine/jobs/timeLeft';
import { seconds } from '../format';

/** How long a bar still takes, such as "20 s left"; undefined while that is not known. @param share 0 to 1 */
export function useTimeLeft(share: number | undefined): string | undefined {
	const so = useRef<Estimate>(undefined);
	so.current = share === undefined ? undefined : estimate(so.current, share, performance.now());
	const left = so.current?.secondsLeft;
	return left === undefined || share === 1 ? undefined : `${seconds(left)} left`;
}
