import { useState } from 'react';
import { useObjectUrl } from '../../../ui/useObjectUrl';
import type { StyleEntry } from '../catalogue';
import { usePaint } from '../context';
import styles from './StyleGallery.module.css';

/** The style on the visitor's photo if it was tried there, else on the sample photo, else its main colours. */
export function Example({ entry }: { readonly entry: StyleEntry }) {
	const trial = usePaint(({ trials, photo }) =>
		trials !== undefined && trials.photo === photo?.hash ? trials.pictures.get(entry.id) : undefined,
	);
	const url = useObjectUrl(trial);
	const [missing, setMissing] = useState(false);
	if (url !== undefined) return <img src={url} alt="" />;
	if (!missing) return <img src={entry.thumbnail} alt="" loading="lazy" onError={() => setMissing(true)} />;
	return (
		<span className={styles.swatches}>
			{entry.swatches.map((colour) => (
				<span key={colour} style={{ background: colour }} />
			))}
		</span>
	);
}
