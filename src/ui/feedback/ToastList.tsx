import { useEffect, useState, useSyncExternalStore } from 'react';
import { createPortal } from 'react-dom';
import { useStore } from 'zustand';
import { classes } from '../classes';
import { Button } from '../controls/Button';
import { useKeptFocus } from '../focus/useKeptFocus';
import { Icon } from '../Icon';
import { modals } from '../layout/modals';
import styles from './ToastList.module.css';
import { dismiss, type Toast, toasts } from './toasts';

/** How long a toast stays, ms. One with a button, and an error, leave time to read, decide and reach the button. */
const staysFor = ({ kind, action }: Toast): number => (kind === 'error' || action !== undefined ? 20_000 : 8000);

/**
 * Shows the toasts, while a dialog is open in that dialog: behind it, Undo could not be reached. Notes are read out
 * politely, errors at once; all stay while they have the pointer or focus.
 */
export function ToastList() {
	const dialog = useStore(modals, ({ open }) => open.at(-1));
	return dialog === undefined ? <List /> : createPortal(<List inDialog />, dialog);
}

function List({ inDialog = false }: { readonly inDialog?: boolean }) {
	const shown = useStore(toasts, (state) => state.shown);
	const of = (kind: Toast['kind']) => shown.filter((toast) => toast.kind === kind);
	return (
		<section
			{...useKeptFocus<HTMLElement>()}
			className={classes(styles.toasts, inDialog && styles.inDialog)}
			aria-label="Messages"
		>
			<div role="alert">
				{of('error').map((toast) => (
					<ToastCard key={toast.id} toast={toast} />
				))}
			</div>
			<div role="status">
				{of('note').map((toast) => (
					<ToastCard key={toast.id} toast={toast} />
				))}
			</div>
		</section>
	);
}

function watchVisibility(changed: () => void): () => void {
	document.addEventListener('visibilitychange', changed);
	return () => document.removeEventListener('visibilitychange', changed);
}

function ToastCard({ toast }: { readonly toast: Toast }) {
	const [held, setHeld] = useState(false);
	// Nobody reads it while another window or tab is in front.
	const hidden = useSyncExternalStore(watchVisibility, () => document.hidden);
	useEffect(() => {
		if (held || hidden) return;
		const timer = setTimeout(() => dismiss(toast.id), staysFor(toast));
		return () => clearTimeout(timer);
	}, [held, hidden, toast]);
	const hold = { onPointerEnter: () => setHeld(true), onFocus: () => setHeld(true) };
	const release = { onPointerLeave: () => setHeld(false), onBlur: () => setHeld(false) };
	return (
		<div className={classes(styles.toast, toast.kind === 'error' && styles.error)} {...hold} {...release}>
			<p>{toast.text}</p>
			{toast.action && (
				<Button
					look="plain"
					className={styles.action}
					onClick={() => {
						toast.action?.run();
						dismiss(toast.id);
					}}
				>
					{toast.action.label}
				</Button>
			)}
			<button type="button" className={styles.close} aria-label="Dismiss" onClick={() => dismiss(toast.id)}>
				<Icon name="close" size={16} />
			</button>
		</div>
	);
}
