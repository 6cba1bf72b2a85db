import { useId } from 'react';
import { roughly } from '../../../ui/format';
import { useCanvas, usePaint, usePaintContext } from '../context';
import { optionsOf, presets, secondsAllowed, secondsFor, workOn } from '../presets';
import styles from './Presets.module.css';

/** Chooses how large to paint, each with its time on this device: until that is measured, the time it aims at. */
export function Presets() {
	const { paint } = usePaintContext();
	const name = useId();
	const chosen = usePaint((state) => state.preset);
	const options = usePaint((state) => state.options);
	const canvas = useCanvas();
	return (
		<fieldset className={styles.presets}>
			<legend className="visually-hidden">How large</legend>
			{presets.map((preset) => {
				const { id, title, text } = preset;
				const asked = { ...options, ...optionsOf(id, canvas, options) };
				const seconds = canvas.speed ? secondsFor(workOn(canvas, asked), canvas.speed) : secondsAllowed(preset, canvas);
				return (
					<label key={id} className={styles.preset} title={`${title}, ${text}`}>
						<input
							type="radio"
							name={name}
							className="visually-hidden"
							checked={chosen === id}
							onChange={() => paint.setPreset(id)}
						/>
						<strong>{title}</strong>
						<span className="numbers">{roughly(seconds)}</span>
					</label>
				);
			})}
		</fieldset>
	);
}
