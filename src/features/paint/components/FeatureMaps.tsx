import { useId, useMemo, useState } from 'react';
import { FailureNotice } from '../../../ui/feedback/FailureNotice';
import { ImageCanvas } from '../../../ui/layout/ImageCanvas';
import { useAnswer } from '../../../ui/useAnswer';
import { usePaint, usePaintRoom } from '../context';

const none: readonly string[] = [];
const mapSize = 256;

/** What one layer of the network sees in the photo: its sixteen strongest channels. */
export function FeatureMaps() {
	const { engine } = usePaintRoom();
	const id = useId();
	const photo = usePaint((state) => state.photo);
	const network = usePaint((state) => state.network);
	const layers = usePaint(
		(state) => state.ownNetworks.find(({ key }) => key === state.network)?.layers ?? state.catalogue?.layers ?? none,
	);
	const [wanted, setWanted] = useState('relu3_1');
	const layer = layers.includes(wanted) ? wanted : layers[0];
	const question = useMemo(
		() => photo && layer && { picture: photo.picture, layer, network, size: mapSize },
		[photo, layer, network],
	);
	const { given, failure, retry, dismiss } = useAnswer(question || undefined, (request, { signal }) =>
		engine.run('features', request, { signal }),
	);
	const maps = given?.answer;
	return (
		<div>
			<div className="hood-head">
				<h2>What the network sees</h2>
				<label htmlFor={id} className="visually-hidden">
					Layer
				</label>
				<select id={id} value={layer ?? ''} onChange={(event) => setWanted(event.target.value)}>
					{layers.map((name) => (
						<option key={name}>{name}</option>
					))}
				</select>
			</div>
			<FailureNotice failure={failure} onRetry={retry} onDismiss={dismiss} />
			{maps ? (
				<ImageCanvas
					className="hood-maps"
					picture={maps.tiles}
					label={`The ${maps.channels.length} strongest channels of ${given?.question.layer}: ${maps.channels.join(', ')}`}
				/>
			) : (
				failure === undefined && <p className="hood-empty">Looking…</p>
			)}
		</div>
	);
}
