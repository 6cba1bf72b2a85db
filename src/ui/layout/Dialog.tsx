import { type ReactNode, useEffect, useId, useRef } from 'react';
import { Button } from '../controls/Button';
import './Dialog.css';

interface DialogProps {
	readonly title: string;
	readonly onClose: () => void;
	readonly children: ReactNode;
}

/** A modal dialog while it is mounted. The browser's own element traps focus, closes on Escape and gives focus back. */
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
				// In development React mounts everything twice: it may have been opened again meanwhile.
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
