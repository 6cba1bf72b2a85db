import { useMemo } from 'react';
import { Progress } from '../../../../ui/feedback/Progress';
import { ImageCanvas } from '../../../../ui/layout/ImageCanvas';
import { useImagineContext } from '../../context';
import { greyMap } from '../../imageData';
import type { Block } from '../../types';
import styles from './Blocks.module.css';
import { OnDemand } from './OnDemand';
import { type Inspected, useInspection } from './useInspection';

/** The most active channels after each block of both generators. */
export function Blocks({ bird, truncation }: Inspected) {
	const { imagine } = useImagineContext();
	const blocks = useInspection({ bird, truncation })?.blocks;
	return (
		<OnDemand
			title="The generators, block by block"
			about={JSON.stringify([bird, truncation])}
			ask={() => imagine.inspectBlocks(bird, truncation)}
		>
			{blocks?.found === undefined ? (
				<Progress label="Reading the blocks" max={1} />
			) : (
				<>
					<ol className={styles.blocks}>
						{blocks.found.map((block) => (
							<BlockRow key={`${block.stage} ${block.name}`} block={block} />
						))}
					</ol>
					<p className="numbers">
						The most active channels of each block, dark to bright. Took {blocks.seconds?.toFixed(1)} s.
					</p>
				</>
			)}
		</OnDemand>
	);
}

function BlockRow({ block: { stage, name, size, maps } }: { readonly block: Block }) {
	const pictures = useMemo(() => maps.map((map) => greyMap(map, size)), [maps, size]);
	const label = `Stage ${stage === 1 ? 'I' : 'II'}, ${name}`;
	return (
		<li>
			<span className="numbers">{label}</span>
			<div className={styles.maps}>
				{pictures.map((picture, at) => (
					// biome-ignore lint/suspicious/noArrayIndexKey: channels are identified by their index
					<ImageCanvas key={at} picture={picture} label={`${label}: channel ${at + 1} of ${maps.length}`} />
				))}
			</div>
		</li>
	);
}
