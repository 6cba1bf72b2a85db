import { useEffect, useState } from 'react';

/** Long enough for a screen reader to have taken it up. */
const briefMs = 5000;

interface AnnouncementProps {
	readonly children: string;
	/** Takes the text away again after a while, so that it is not met a second time when the page is read line by line. */
	readonly brief?: boolean;
}

/** A sentence for screen readers, read out each time it changes. Nothing of it is drawn. */
export function Announcement({ children, brief = false }: AnnouncementProps) {
	const [gone, setGone] = useState<string>();
	useEffect(() => {
		setGone(undefined);
		if (!brief || children === '') return;
		const timer = setTimeout(() => setGone(children), briefMs);
		return () => clearTimeout(timer);
	}, [children, brief]);
	return (
		<p role="status" className="visually-hidden">
			{gone === children ? '' : children}
		</p>
	);
}
