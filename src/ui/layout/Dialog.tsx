import { type ReactNode, useEffect, useId, useRef } from 'react';
import { Button } from '../controls/Button';
import './Dialog.css';

interface DialogProps {
	readonly title: string;
	readonly onClose: () => void;
	readonly children: ReactNode;
}

/** A modal dialog, open while mounted. The browser's `dialog` element traps focus, closes on Escape and restores focus. */
export function Dialog({ title, onClose, children }: DialogProps) {
	const ref = useRef<HTMLDialogElement>(null);
	const id = useId();
	useEffect(() => {
		const dialog = ref.current;
		dialog?.showModal();
		return () => dialog?.close();
	}, []);
	return (
		<dialog
			ref={ref}
			className="dialog"
			aria-labelledby={id}
			onClose={({ currentTarget }) => {
				// In development React mounts everything twice: the dialog may already be open again.
				if (!currentTarget.open) onClose();
			}}
		>
			<header>
				<h2 id={id}>{title}</h2>
				<Button look="plain" icon="close" iconOnly onClick={onClose}>
					Close
				</Button>
			</header>
			{children}
		</dialog>
	);
}
