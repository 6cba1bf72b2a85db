import { useStore } from 'zustand';
import { Button } from '../../../ui/controls/Button';
import { Choice } from '../../../ui/controls/Choice';
import { NumberField } from '../../../ui/controls/NumberField';
import { FailureNotice } from '../../../ui/feedback/FailureNotice';
import { Progress } from '../../../ui/feedback/Progress';
import { attempt } from '../../../ui/feedback/toasts';
import { number } from '../../../ui/format';
import styles from './PicturesBar.module.css';
import { type MappedEntry, missingFrom, type PictureMap, type PictureMapState } from './pictureMaps';

interface PicturesBarProps {
	readonly map: PictureMap;
	readonly entries: readonly MappedEntry[];
	/** Identifies the entries' vectors: see `vectorsOf`. */
	readonly vectors: string;
	readonly asList: boolean;
	readonly onAsList: (asList: boolean) => void;
}

const seeds = { min: 0, max: 999_999, step: 1 };

/** Switches between map and list, and makes the map. */
export function PicturesBar({ map, entries, vectors, asList, onAsList }: PicturesBarProps) {
	const state = useStore(map);
	const { map: kept, run, failure, seed } = state;
	const make = () => attempt(() => map.make(entries));
	const isCurrent = kept?.vectors === vectors && kept.seed === seed;
	const missing = missingFrom(kept, entries);
	return (
		<div className={styles.bar}>
			<Choice
				label="Show as"
				hideLabel
				value={asList ? 'list' : 'map'}
				choices={[
					{ value: 'map', label: 'Map' },
					{ value: 'list', label: 'List' },
				]}
				onChange={(value) => onAsList(value === 'list')}
			/>
			<FailureNotice failure={failure} onDismiss={map.dismissFailure} />
			<div className={styles.state}>
				<p role="status" className="numbers">
					{stateOf(state, entries.length, missing)}
				</p>
				{run && (
					<Progress
						label="Arranging the map"
						value={run.epochs > 0 ? run.epoch : undefined}
						max={run.epochs || 1}
						text={run.epochs > 0 ? `${Math.round((100 * run.epoch) / run.epochs)} %` : 'Comparing the pictures'}
					/>
				)}
			</div>
			{run ? (
				<Button icon="stop" onClick={map.cancel}>
					Cancel
				</Button>
			) : (
				<>
					{!isCurrent && (
						<Button look={kept === undefined ? 'primary' : 'normal'} onClick={make}>
							{kept === undefined ? 'Make map' : 'Update map'}
						</Button>
					)}
					<span className={styles.seed}>
						<span aria-hidden="true">Seed</span>
						<NumberField label="Seed" value={seed} onChange={map.setSeed} {...seeds} />
						<Button
							look="plain"
							icon="dice"
							iconOnly
							onClick={() => {
								map.setSeed(Math.floor(Math.random() * (seeds.max + 1)));
								make();
							}}
						>
							New seed
						</Button>
					</span>
				</>
			)}
		</div>
	);
}

function stateOf({ map, run }: PictureMapState, count: number, missing: number): string {
	if (run) return `Arranging ${number(run.count)} pictures`;
	if (map === undefined) return 'No map yet';
	if (missing > 0) return `${number(missing)} not on the map yet`;
	return `${number(count)} pictures, similar ones together`;
}
