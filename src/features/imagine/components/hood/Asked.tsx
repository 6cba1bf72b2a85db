import { type ReactNode, useEffect, useState } from 'react';
import { attempt } from '../../../../ui/feedback/toasts';
import { More } from '../../../../ui/layout/More';

interface AskedProps {
	readonly title: string;
	/** Which bird it is asked about: another one is asked about anew. */
	readonly about: string;
	/** Called when it is opened: it costs the device some work. */
	readonly ask: () => Promise<void>;
	readonly children: ReactNode;
}

/** A part of the hood that is worked out only when somebody looks. */
export function Asked({ title, about, ask, children }: AskedProps) {
	const [open, setOpen] = useState(false);
	// biome-ignore lint/correctness/useExhaustiveDependencies: asked when it is opened, and of each bird that is chosen then
	useEffect(() => {
		if (open) attempt(ask);
	}, [open, about]);
	return (
		<More title={title} onToggle={setOpen}>
			{open && <div className="imagine-asked">{children}</div>}
		</More>
	);
}
