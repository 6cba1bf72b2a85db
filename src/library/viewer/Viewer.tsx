import { type KeyboardEvent, useEffect, useRef } from 'react';
import { classes } from '../../ui/classes';
import { Button } from '../../ui/controls/Button';
import { attempt } from '../../ui/feedback/toasts';
import { useBackCloses } from '../../ui/focus/useBackCloses';
import { useReturnFocus } from '../../ui/focus/useReturnFocus';
import { Actions, Stepper } from '../../ui/layout/Toolbar';
import { wholePicture, zoomPicture } from '../../ui/surface/pictureView';
import { useZoom } from '../../ui/surface/useZoom';
import { ZoomPane } from '../../ui/surface/ZoomPane';
import type { Entry, EntryAction } from '../browse/entry';
import { FilmScreen } from '../film/FilmScreen';
import { EditableText } from './EditableText';
import { SaveMenu } from './SaveMenu';
import { usePicture } from './usePicture';
import styles from './Viewer.module.css';

export interface ViewerProps {
	/** What the arrows step through. */
	readonly entries: readonly Entry[];
	readonly entry: Entry;
	/** One line on how a work was made. */
	readonly about?: string | undefined;
	/** The network's caption, as long as the visitor has written none. */
	readonly suggestion?: string | undefined;
	readonly actions: readonly EntryAction[];
	readonly onShow: (entry: Entry) => void;
	readonly onRemove: (entry: Entry) => void;
	readonly onClose: () => void;
	readonly className?: string | undefined;
}

const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });

/** Shows one picture enlarged, with everything that can be done with it. Arrow keys step to the next one. */
export function Viewer(props: ViewerProps) {
	const { entries, entry, about, suggestion, actions, onShow, onRemove, onClose, className } = props;
	const { key, name, width, height, created, caption, favourite, text, film, source } = entry;
	const url = usePicture(entry);
	const frame = useRef<HTMLElement>(null);
	useReturnFocus();
	useBackCloses(onClose);
	const { view, onView } = useZoom(key);
	useEffect(() => {
		if (key) frame.current?.focus({ preventScroll: true });
	}, [key]);
	const at = entries.findIndex((one) => one.key === key);
	const step = (by: number): void => {
		const next = entries[at + by];
		if (next) onShow(next);
	};
	const zoomBy = (factor: number) => onView(zoomPicture(view, { x: 0.5, y: 0.5 }, factor, { width: 1, height: 1 }));
	const keys: Readonly<Record<string, () => void>> = {
		Escape: onClose,
		ArrowLeft: () => step(-1),
		ArrowRight: () => step(1),
		Delete: () => onRemove(entry),
		'+': () => zoomBy(1.6),
		'=': () => zoomBy(1.6),
		'-': () => zoomBy(1 / 1.6),
		'0': () => onView(wholePicture),
	};
	const onKeyDown = (event: KeyboardEvent) => {
		// In a toolbar arrows move between its buttons.
		if (event.defaultPrevented) return;
		const act = event.ctrlKey || event.metaKey || event.altKey ? undefined : keys[event.key];
		if (act === undefined) return;
		event.preventDefault();
		event.stopPropagation();
		act();
	};
	return (
		<section
			ref={frame}
			className={classes(styles.viewer, className)}
			aria-label={`From the library: ${name}`}
			tabIndex={-1}
			onKeyDown={onKeyDown}
		>
			<header className={styles.head}>
				<div className={styles.about}>
					<h2>
						<EditableText
							key={key}
							label="Name"
							text={name}
							onChange={(name) => attempt(() => source.change(entry, { name }))}
						/>
					</h2>
					<p className="numbers">
						{width} × {height} px · {day.format(created)}
						{about && ` · ${about}`}
					</p>
				</div>
				<Stepper label="Pictures" before="Previous" after="Next" at={at} count={entries.length} onStep={step} />
				<Button
					look="plain"
					icon="star"
					iconOnly
					aria-pressed={favourite ?? false}
					onClick={() => attempt(() => source.change(entry, { favourite: !favourite }))}
				>
					Favourite
				</Button>
				<Button look="plain" icon="close" iconOnly onClick={onClose}>
					Close
				</Button>
			</header>
			<div className={styles.stage} data-text={text !== undefined || undefined}>
				{film ? (
					<div className={styles.film}>
						<FilmScreen className={styles.picture} film={film} label={caption ?? name} />
					</div>
				) : (
					<ZoomPane view={view} onView={onView} className={styles.pane}>
						{url && <img className={styles.picture} src={url} alt={caption ?? name} draggable={false} />}
					</ZoomPane>
				)}
				{text !== undefined && <p className={styles.text}>{text}</p>}
			</div>
			<div className={styles.caption}>
				<EditableText
					key={key}
					label="Caption"
					optional
					text={caption ?? ''}
					placeholder={suggestion ?? 'Add a caption'}
					onChange={(caption) => attempt(() => source.change(entry, { caption }))}
				/>
			</div>
			<div className={styles.actions}>
				<Actions label="This picture">
					{actions.map((action) => (
						<Button key={action.label} icon={action.icon} onClick={() => action.run(entry)}>
							{action.label}
						</Button>
					))}
					<SaveMenu entry={entry} />
					<Button icon="trash" onClick={() => onRemove(entry)}>
						Delete
					</Button>
				</Actions>
			</div>
		</section>
	);
}
