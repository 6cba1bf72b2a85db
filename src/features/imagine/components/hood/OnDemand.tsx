import { type ReactNode, useEffect, useState } from 'react';
import { attempt } from '../../../../ui/feedback/toasts';
import { More } from '../../../../ui/layout/More';

interface OnDemandProps {
	readonly title: string;
	/** Identifies the bird; `ask` is called again when it changes. */
	readonly about: string;
	/** Called when the section is opened: it takes the device some work. */
	readonly ask: () => Promise<void>;
	readonly children: ReactNode;
}

/** A section of the hood that is computed only when it is opened. */
export function OnDemand({ title, about, ask, children }: OnDemandProps) {
	const [open, setOpen] = useState(false);
	// biome-ignore lint/correctness/useExhaustiveDependencies: only on opening, and when another bird is selected
	useEffect(() => {
		if (open) attempt(ask);
	}, [open, about]);
	return (
		<More title={title} onToggle={setOpen}>
			{open && <div>{children}</div>}
		</More>
	);
}
