import { useMemo } from 'react';
import { Button } from '../../../ui/controls/Button';
import { attempt } from '../../../ui/feedback/toasts';
import { useImagine, useImagineContext } from '../context';
import { type NotSeen, notSeenIn } from '../notSeen';
import { shownSheet } from '../state';
import styles from './SentenceBar.module.css';

/** Says which of the parts told are not seen in the shown birds, and draws more. */
export function NotSeenNote() {
	const { imagine } = useImagineContext();
	const sheet = useImagine(shownSheet);
	const typed = useImagine((state) => state.text);
	const chosen = useImagine((state) => state.chosen);
	const isBlended = useImagine(({ walk }) => (walk?.drawnAt ?? 0) > 0);
	const running = useImagine((state) => state.run !== undefined);
	const parts = useMemo(() => (sheet ? notSeenIn(sheet, chosen) : []), [sheet, chosen]);
	if (parts.length === 0 || running || isBlended || sheet?.text !== typed) return null;
	return (
		<p className={styles.meant}>
			{parts.map((part) => (
				<span key={part.name} className={styles.notSeen}>
					<strong>{part.name}</strong>: not seen{placesOf(part)}
				</span>
			))}
			<Button className={styles.nearest} onClick={() => attempt(imagine.drawMore)}>
				Draw more
			</Button>
		</p>
	);
}

const placesOf = ({ birds, of }: NotSeen): string => (of === 1 ? '' : ` in ${birds} of ${of}`);
