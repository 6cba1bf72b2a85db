import { Icon } from '../../../ui/Icon';
import { useObjectUrl } from '../../../ui/useObjectUrl';
import { useFind, useIndex } from '../context';
import { Gains } from './Gains';

interface CellProps {
	readonly hash: string;
	/** Of its square, px. */
	readonly size: number;
	readonly score: number | undefined;
	readonly opened: boolean;
	readonly tabbable: boolean;
	readonly onOpen: () => void;
}

/** One picture of the grid, with its caption. */
export function Cell({ hash, size, score, opened, tabbable, onOpen }: CellProps) {
	const entry = useIndex(({ entries }) => entries.get(hash));
	const gains = useFind((state) => state.gains.get(hash));
	const url = useObjectUrl(entry?.thumbnail);
	if (entry === undefined) return null;
	const { name, embedding, failedWith } = entry;
	const caption = embedding?.captions[0]?.text;
	const said = caption ?? (failedWith === undefined ? 'Waiting for its caption' : 'Could not be captioned');
	return (
		// biome-ignore lint/a11y/useSemanticElements: the rows between list and item keep <li> out
		<div role="listitem" className="find-cell" style={{ width: size }}>
			<button
				type="button"
				data-hash={hash}
				tabIndex={tabbable ? 0 : -1}
				aria-pressed={opened}
				aria-label={`${name}: ${said}`}
				title={name}
				onClick={onOpen}
			>
				<span className="find-picture" style={{ height: size }}>
					{url ? <img src={url} alt="" /> : <Icon name="photo" />}
				</span>
				{gains ? <Gains gains={gains} /> : <span className={caption ? 'find-caption' : 'find-waiting'}>{said}</span>}
				{score !== undefined && <span className="find-score numbers">{score.toFixed(3)}</span>}
			</button>
		</div>
	);
}
