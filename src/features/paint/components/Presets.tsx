import { useId } from 'react';
import { seconds } from '../../../ui/format';
import { useCanvas, usePaint, usePaintRoom } from '../context';
import { optionsOf, paintingSize, presets, secondsFor, workOf } from '../presets';
import styles from './Presets.module.css';

/** Chooses the size in plain words; what each comes to on this device stands below. */
export function Presets() {
	const { paint } = usePaintRoom();
	const name = useId();
	const chosen = usePaint((state) => state.preset);
	const options = usePaint((state) => state.options);
	const hasPhoto = usePaint((state) => state.photo !== undefined);
	const running = usePaint((state) => state.run !== undefined);
	const canvas = useCanvas();
	const { aspect, speed } = canvas;
	return (
		<fieldset className={styles.presets}>
			<legend className="visually-hidden">How large</legend>
			{presets.map(({ id, title, text }) => {
				const asked = { ...options, ...optionsOf(id, canvas, options) };
				const { width, height } = paintingSize(asked.size, aspect);
				return (
					<label key={id} className={styles.preset}>
						<input
							type="radio"
							name={name}
							className="visually-hidden"
							checked={chosen === id}
							disabled={running}
							onChange={() => paint.setPreset(id)}
						/>
						<strong>{title}</strong>
						<span>{text}</span>
						{hasPhoto && (
							<span className="numbers">
								{width} × {height}
								<br />
								{speed ? seconds(secondsFor(workOf(asked, aspect), speed)) : '…'}
							</span>
						)}
					</label>
				);
			})}
		</fieldset>
	);
}
