import { useEffect, useId, useRef, useState } from 'react';
import { Button } from '../../../ui/controls/Button';
import field from '../../../ui/controls/Field.module.css';
import { FileInput } from '../../../ui/controls/FileInput';
import { Progress } from '../../../ui/feedback/Progress';
import { attempt, note } from '../../../ui/feedback/toasts';
import { bytes } from '../../../ui/format';
import { usePaint, usePaintContext } from '../context';
import type { AdoptProgress, OwnNetwork } from '../ownNetwork/shared/types';
import { adoptOwnNetwork, followOwnNetworks, forgetOwnNetwork } from '../ownNetworks';
import styles from './NetworkSection.module.css';

/** Chooses the network: the studio's own, or the visitor's VGG. */
export function NetworkSection() {
	const context = usePaintContext();
	const { paint, database } = context;
	const name = useId();
	const network = usePaint((state) => state.network);
	const own = usePaint((state) => state.ownNetworks);
	const running = usePaint((state) => state.run !== undefined);
	const [adopting, setAdopting] = useState<AdoptProgress>();
	const file = useRef<HTMLInputElement>(null);
	useEffect(() => followOwnNetworks({ paint, database }), [paint, database]);

	const adopt = async (chosen: File) => {
		setAdopting({ type: 'reading', done: 0, total: 1 });
		try {
			const { network: added, kept } = await adoptOwnNetwork(context, chosen, setAdopting);
			note(
				kept
					? `${added.title} is ready. Choose a picture as the style.`
					: `${added.title} is ready, for this visit only: the browser refused to store it.`,
			);
		} finally {
			setAdopting(undefined);
		}
	};

	const radio = (key: string, title: string, detail: string, onPick: () => void, added?: OwnNetwork) => (
		<li key={key}>
			<label>
				<input type="radio" name={name} checked={network === key} disabled={running} onChange={onPick} />
				<span>
					{title}
					<small>{detail}</small>
				</span>
			</label>
			{added && (
				<Button
					look="plain"
					icon="trash"
					iconOnly
					disabled={running}
					onClick={() => attempt(() => forgetOwnNetwork(context, added))}
				>
					{`Remove ${added.title}`}
				</Button>
			)}
		</li>
	);

	return (
		<div className={styles.networks}>
			<ul aria-label="Network">
				{radio('perception', 'Perception', 'the studio’s own, 10 MB', () => paint.setNetwork())}
				{own.map((one) => radio(one.key, one.title, bytes(one.bytes), () => paint.setNetwork(one), one))}
			</ul>
			<FileInput
				ref={file}
				label="File of your own VGG"
				accept=".h5,.hdf5,.keras,.safetensors"
				onFiles={([chosen]) => attempt(() => adopt(chosen as File))}
			/>
			{adopting ? (
				<Progress label="Reading your network" value={adopting.done} max={adopting.total} />
			) : (
				<Button disabled={running} onClick={() => file.current?.click()}>
					Bring your own VGG…
				</Button>
			)}
			<p className={field.advice}>
				A VGG-16 or VGG-19 without its classifier: Keras’ .h5 file, or .safetensors with torchvision’s names. It stays
				in this browser.
			</p>
		</div>
	);
}
