import { useEffect, useState } from 'react';

/** Time in ms for a screen reader to notice the text. */
const briefMs = 5000;

interface AnnouncementProps {
	readonly children: string;
	/** Removes the text after a while, so that it is not read again when the page is read line by line. */
	readonly brief?: boolean;
}

/** An invisible text that screen readers read out whenever it changes. */
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
