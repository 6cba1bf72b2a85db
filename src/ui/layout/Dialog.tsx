import { type ReactNode, useEffect, useId, useRef } from 'react';
import { classes } from '../classes';
import { Button } from '../controls/Button';
import { useBackCloses } from '../focus/useBackCloses';
import { useReturnFocus } from '../focus/useReturnFocus';
import styles from './Dialog.module.css';
import { openModal } from './modals';

interface DialogProps {
	readonly title: string;
	readonly onClose: () => void;
	readonly children: ReactNode;
}

/** A modal dialog, open while mounted. The browser's `dialog` element traps the focus and closes on Escape. */
export function Dialog({ title, onClose, children }: DialogProps) {
	const ref = useRef<HTMLDialogElement>(null);
	const id = useId();
	useReturnFocus();
	useBackCloses(onClose);
	useEffect(() => (ref.current ? openModal(ref.current) : undefined), []);
	return (
		<dialog
			ref={ref}
			className={classes('floating', styles.dialog)}
			aria-labelledby={id}
			onClose={({ currentTarget }) => {
				// In development React mounts everything twice: the dialog may already be open again.
				if (!currentTarget.open) onClose();
			}}
			onKeyDown={(event) => {
				// It closes this dialog, and must not close what lies behind it as well.
				if (event.key === 'Escape') event.stopPropagation();
			}}
		>
			<div className={styles.head}>
				<h2 id={id}>{title}</h2>
				<Button look="plain" icon="close" iconOnly onClick={onClose}>
					Close
				</Button>
			</div>
			{children}
		</dialog>
	);
}
