import { useEffect, useRef } from 'react';
import { classes } from '../../../ui/classes';
import { Button } from '../../../ui/controls/Button';
import { attempt } from '../../../ui/feedback/toasts';
import { rovingFocus } from '../../../ui/focus/rovingFocus';
import { useInSight } from '../../../ui/layout/useInSight';
import { useImagine, useImagineContext } from '../context';
import { type Drawn, type Sheet, shownBirds } from '../state';
import { BirdCanvas } from './BirdCanvas';
import styles from './SheetGrid.module.css';

interface SheetGridProps {
	readonly sheet: Sheet;
}

/** All birds of a sheet in a grid. */
export function SheetGrid({ sheet }: SheetGridProps) {
	const { imagine } = useImagineContext();
	const running = useImagine(({ run }) => run?.sheet === sheet.id);
	const frame = useRef<HTMLDivElement>(null);
	useInSight(frame);
	return (
		<div ref={frame} className={styles.sheet}>
			<ul {...rovingFocus} aria-label="Birds" aria-busy={running}>
				{shownBirds(sheet).map((at, place) => (
					<li key={at}>
						<Cell drawn={sheet.drawn[at]} place={place + 1} running={running} onChoose={() => imagine.choose(at)} />
					</li>
				))}
			</ul>
			<ShowAll sheet={sheet} />
		</div>
	);
}

/** Shows the sketches that were not chosen, or the best alone again. */
function ShowAll({ sheet: { birds, best, showsAll } }: SheetGridProps) {
	const { imagine } = useImagineContext();
	const running = useImagine((state) => state.run !== undefined);
	if (running || best === undefined || best >= birds.length) return null;
	return (
		<p className={styles.more}>
			<Button icon="grid" onClick={() => attempt(() => imagine.showAll(!showsAll))}>
				{showsAll ? `Show the best ${best}` : `Show all ${birds.length}`}
			</Button>
		</p>
	);
}

interface StripProps extends SheetGridProps {
	readonly chosen: number;
}

/** All birds of a sheet as small pictures below the selected one. */
export function SheetStrip({ sheet, chosen }: StripProps) {
	const { imagine } = useImagineContext();
	const running = useImagine(({ run }) => run?.sheet === sheet.id);
	const shown = shownBirds(sheet);
	if (shown.length < 2) return null;
	return (
		<ul {...rovingFocus} className={styles.strip} aria-label="Birds" aria-busy={running}>
			{shown.map((at, place) => (
				<li key={at}>
					<Cell
						drawn={sheet.drawn[at]}
						place={place + 1}
						running={running}
						chosen={at === chosen}
						onChoose={() => imagine.choose(at)}
					/>
				</li>
			))}
		</ul>
	);
}

interface CellProps {
	readonly drawn: Drawn | undefined;
	readonly place: number;
	readonly running: boolean;
	readonly chosen?: boolean;
	readonly onChoose: () => void;
}

function Cell({ drawn = {}, place, running, chosen, onChoose }: CellProps) {
	const { sketch, detail, before } = drawn;
	const picture = detail ?? sketch ?? before;
	const button = useRef<HTMLButtonElement>(null);
	useEffect(() => {
		if (chosen) button.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
	}, [chosen]);
	const state = detail ? 'detail' : sketch ? 'sketch' : 'not drawn yet';
	return (
		<button
			ref={button}
			type="button"
			className={classes(styles.cell, !sketch && running && styles.awaited)}
			aria-label={`Bird ${place}, ${state}`}
			aria-pressed={chosen}
			disabled={!sketch}
			onClick={onChoose}
		>
			{picture && <BirdCanvas picture={picture} label="" />}
		</button>
	);
}
