import { Choice } from '../../../ui/controls/Choice';
import { Section } from '../../../ui/layout/Section';
import { OptionPanel } from '../../../ui/options/OptionPanel';
import { clipOptions } from '../clips/options';
import { usePaint, usePaintContext } from '../context';

const subjects = [
	{ value: 'clip', label: 'The clip' },
	{ value: 'picture', label: 'Its first frame' },
] as const;

/** For a photo with a film: whether to paint all of it, and how. */
export function ClipSettings() {
	const { paint } = usePaintContext();
	const isFilm = usePaint((state) => state.photo?.film !== undefined);
	const clip = usePaint((state) => state.clip);
	const whole = usePaint((state) => state.wholeClip);
	const running = usePaint((state) => state.run !== undefined);
	if (!isFilm) return null;
	return (
		<>
			<Section title="What to paint">
				<Choice
					label="What to paint"
					hideLabel
					value={whole ? 'clip' : 'picture'}
					choices={subjects}
					disabled={running}
					onChange={(value) => paint.setWholeClip(value === 'clip')}
				/>
			</Section>
			{whole && (
				<OptionPanel
					title="Clip"
					table={clipOptions}
					values={clip}
					onChange={paint.setClipOption}
					onReset={paint.resetClip}
					disabled={running}
				/>
			)}
		</>
	);
}
