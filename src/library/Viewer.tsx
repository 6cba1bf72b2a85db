import { useEffect, useRef } from 'react';
import { Button } from '../ui/controls/Button';
import { useBackCloses } from '../ui/focus/useBackCloses';
import { useReturnFocus } from '../ui/focus/useReturnFocus';
import { Actions } from '../ui/layout/Toolbar';
import { useObjectUrl } from '../ui/useObjectUrl';
import type { LibraryAction } from './actions';
import type { LibraryItem } from './types';
import './Viewer.css';

interface ViewerProps {
	readonly item: LibraryItem;
	/** One line on how a work was made. */
	readonly about?: string | undefined;
	readonly actions: readonly LibraryAction[];
	readonly onSave: () => void;
	readonly onRemove: () => void;
	readonly onClose: () => void;
}

const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });

/** Shows one picture of the library enlarged, with all actions for it. */
export function Viewer({ item, about, actions, onSave, onRemove, onClose }: ViewerProps) {
	const url = useObjectUrl(item.picture);
	const frame = useRef<HTMLElement>(null);
	useReturnFocus();
	useBackCloses(onClose);
	useEffect(() => {
		if (item.id) frame.current?.focus({ preventScroll: true });
	}, [item.id]);
	return (
		<section
			ref={frame}
			className="viewer"
			aria-label={`From the library: ${item.name}`}
			tabIndex={-1}
			onKeyDown={(event) => {
				if (event.key !== 'Escape') return;
				event.stopPropagation();
				onClose();
			}}
		>
			<header>
				<div className="viewer-about">
					<h2>{item.name}</h2>
					<p className="numbers">
						{item.width} × {item.height} px · {day.format(item.created)}
						{about && ` · ${about}`}
					</p>
				</div>
				<Button look="plain" icon="close" iconOnly onClick={onClose}>
					Close
				</Button>
			</header>
			<div className="viewer-picture">{url && <img src={url} alt={item.name} />}</div>
			<div className="viewer-actions">
				<Actions label="This picture">
					{actions
						.filter(({ fits }) => fits === undefined || fits(item))
						.map((action) => (
							<Button key={action.label} icon={action.icon} onClick={() => action.run(item)}>
								{action.label}
							</Button>
						))}
					<Button icon="save" onClick={onSave}>
						Save
					</Button>
					<Button icon="trash" onClick={onRemove}>
						Delete
					</Button>
				</Actions>
			</div>
		</section>
	);
}
