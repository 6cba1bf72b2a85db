import { useMemo, useState } from 'react';
import { FailureNotice } from '../../../ui/feedback/FailureNotice';
import { HoodNote, HoodSection } from '../../../ui/layout/Hood';
import { ImageCanvas } from '../../../ui/layout/ImageCanvas';
import { useAnswer } from '../../../ui/useAnswer';
import { usePaint, usePaintContext } from '../context';
import styles from './FeatureMaps.module.css';

const none: readonly string[] = [];
const mapSize = 256;

/** What one layer of the network sees in the photo: its sixteen strongest channels. */
export function FeatureMaps() {
	const { engine } = usePaintContext();
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
		<HoodSection
			title="What the network sees"
			action={
				<select
					className={styles.layer}
					aria-label="Layer"
					value={layer ?? ''}
					onChange={(event) => setWanted(event.target.value)}
				>
					{layers.map((name) => (
						<option key={name}>{name}</option>
					))}
				</select>
			}
		>
			<FailureNotice failure={failure} onRetry={retry} onDismiss={dismiss} />
			{maps ? (
				<ImageCanvas
					className={styles.maps}
					picture={maps.tiles}
					label={`The ${maps.channels.length} strongest channels of ${given?.question.layer}: ${maps.channels.join(', ')}`}
				/>
			) : (
				failure === undefined && <HoodNote>Looking…</HoodNote>
			)}
		</HoodSection>
	);
}
