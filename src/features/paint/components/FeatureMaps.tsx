import { useEffect, useId, useState } from 'react';
import { isAbort } from '../../../models/errors';
import { report } from '../../../ui/feedback/toasts';
import { ImageCanvas } from '../../../ui/layout/ImageCanvas';
import { usePaint, usePaintRoom } from '../context';
import type { FeatureMapsResult } from '../types';

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
	const [maps, setMaps] = useState<FeatureMapsResult>();
	const layer = layers.includes(wanted) ? wanted : layers[0];
	useEffect(() => {
		if (photo === undefined || layer === undefined) return;
		const controller = new AbortController();
		engine
			.run('features', { picture: photo.picture, layer, network, size: mapSize }, { signal: controller.signal })
			.then(setMaps, (error: unknown) => {
				if (!isAbort(error)) report(error);
			});
		return () => controller.abort();
	}, [engine, photo, layer, network]);
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
			{maps ? (
				<ImageCanvas
					className="hood-maps"
					picture={maps.tiles}
					label={`The ${maps.channels.length} strongest channels of ${layer}: ${maps.channels.join(', ')}`}
				/>
			) : (
				<p className="hood-empty">Looking…</p>
			)}
		</div>
	);
}
