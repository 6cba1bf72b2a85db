import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { EditableText } from '../library/viewer/EditableText';
import { classes } from '../ui/classes';
import { Button } from '../ui/controls/Button';
import { attempt } from '../ui/feedback/toasts';
import { useBackCloses } from '../ui/focus/useBackCloses';
import { useReturnFocus } from '../ui/focus/useReturnFocus';
import { actionsOf, itemSource, removeItem } from './entries';
import styles from './FrameMenu.module.css';
import { library } from './library';

interface FrameMenuProps {
	/** The item's identifier. */
	readonly id: string;
	/** Where the item is in the strip. */
	readonly frame: DOMRect;
	readonly onClose: () => void;
}

/** The menu of a picture in the strip: its name and caption, and everything that can be done with it. */
export default function FrameMenu({ id, frame, onClose }: FrameMenuProps) {
	const item = useStore(library, ({ items }) => items.find((one) => one.id === id));
	const menu = useRef<HTMLDivElement>(null);
	useReturnFocus();
	useBackCloses(onClose);
	useEffect(() => {
		menu.current?.showPopover();
		menu.current?.querySelector('button')?.focus();
		// Not by the popover itself: a right click's own release would close what it has just opened.
		const press = ({ target }: PointerEvent) => {
			if (menu.current?.contains(target as Node)) return;
			// A field that is being written in takes its text when it is left.
			(document.activeElement as HTMLElement | null)?.blur();
			onClose();
		};
		addEventListener('pointerdown', press);
		return () => removeEventListener('pointerdown', press);
	}, [onClose]);
	if (item === undefined) return null;
	const { name, caption, favourite } = item;
	const entry = itemSource.entryOf(item);
	const change = (changed: Parameters<typeof library.change>[1]) => attempt(() => library.change(id, changed));
	return (
		<div
			ref={menu}
			popover="manual"
			role="dialog"
			aria-label={`Menu of ${name}`}
			className={classes('floating', styles.menu)}
			style={{ left: `min(${frame.left}px, 100vw - 276px)`, bottom: `calc(100dvh - ${frame.top}px + 8px)` }}
			onKeyDown={(event) => {
				if (event.key !== 'Escape') return;
				event.stopPropagation();
				onClose();
			}}
			onBlur={({ relatedTarget, currentTarget }) => {
				if (relatedTarget !== null && !currentTarget.contains(relatedTarget)) onClose();
			}}
		>
			<EditableText label="Name" text={name} onChange={(name) => change({ name })} />
			<EditableText
				label="Caption"
				optional
				text={caption ?? ''}
				placeholder="Add a caption"
				onChange={(caption) => change({ caption })}
			/>
			<hr />
			<Button look="plain" icon="star" onClick={() => change({ favourite: !favourite })}>
				{favourite ? 'No longer a favourite' : 'Favourite'}
			</Button>
			{actionsOf(entry).map(({ label, icon, run }) => (
				<Button
					key={label}
					look="plain"
					icon={icon}
					onClick={() => {
						onClose();
						run(entry);
					}}
				>
					{label}
				</Button>
			))}
			<Button
				look="plain"
				icon="trash"
				onClick={() => {
					onClose();
					removeItem(item);
				}}
			>
				Delete
			</Button>
		</div>
	);
}
