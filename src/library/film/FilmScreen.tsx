import type { CSSProperties } from 'react';
import { useObjectUrl } from '../../ui/useObjectUrl';

interface FilmScreenProps {
	/** A video or an animated picture. */
	readonly film: Blob | undefined;
	readonly label: string;
	readonly className?: string | undefined;
	readonly style?: CSSProperties;
}

const isCalm = () => matchMedia('(prefers-reduced-motion: reduce)').matches;

/** Plays a film over and over; a visitor who prefers less motion starts it. */
export function FilmScreen({ film, label, className, style }: FilmScreenProps) {
	const url = useObjectUrl(film);
	if (film === undefined || url === undefined) return null;
	if (film.type.startsWith('image/')) return <img src={url} alt={label} className={className} style={style} />;
	return (
		<video
			{...{ src: url, 'aria-label': label, className, style }}
			controls
			loop
			autoPlay={!isCalm()}
			muted
			playsInline
		/>
	);
}
