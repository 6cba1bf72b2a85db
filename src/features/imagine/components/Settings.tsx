import { useState } from 'react';
import { Button } from '../../../ui/controls/Button';
import { OptionField, type OptionValue } from '../../../ui/controls/OptionField';
import { attempt } from '../../../ui/feedback/toasts';
import { useImagine, useImagineRoom } from '../context';
import { type OptionName, optionNames } from '../optionGroups';
import { imagineOptions } from '../options';

/** The controls of the option table. */
export function Settings() {
	const { imagine } = useImagineRoom();
	const locked = useImagine((state) => state.seedLocked);
	const hasSheet = useImagine((state) => state.shown !== undefined);
	const [explained, setExplained] = useState(false);
	return (
		<section className={explained ? 'section explained' : 'section'} aria-labelledby="imagine-settings">
			<div className="section-head">
				<h2 id="imagine-settings">Drawing</h2>
				<Button look="plain" icon="explain" iconOnly aria-pressed={explained} onClick={() => setExplained(!explained)}>
					Explain each setting
				</Button>
				<Button look="plain" icon="restore" iconOnly onClick={imagine.resetOptions}>
					Back to the defaults
				</Button>
			</div>
			{optionNames.map((name) => (
				<Control key={name} name={name} />
			))}
			<p className="numbers">
				{locked
					? hasSheet
						? 'The noise is held: change the words, and the sketches follow.'
						: 'The noise is held: each Draw takes this seed.'
					: 'Each Draw takes new noise. Lock the seed to hold it while you change the words.'}
			</p>
		</section>
	);
}

function Control({ name }: { readonly name: OptionName }) {
	const { imagine } = useImagineRoom();
	const value = useImagine((state) => state.options[name]);
	const change = (next: OptionValue) => attempt(() => imagine.setOption(name, next as number));
	return (
		<OptionField option={imagineOptions[name]} value={value} onChange={change}>
			{name === 'seed' && <SeedButtons />}
		</OptionField>
	);
}

/** Another seed at a press, and whether each Draw takes new noise. */
function SeedButtons() {
	const { imagine } = useImagineRoom();
	const locked = useImagine((state) => state.seedLocked);
	return (
		<>
			<Button
				look="plain"
				icon={locked ? 'locked' : 'unlocked'}
				iconOnly
				className="button-small"
				aria-pressed={locked}
				onClick={() => imagine.setSeedLocked(!locked)}
			>
				Keep this seed
			</Button>
			<Button
				look="plain"
				icon="dice"
				iconOnly
				className="button-small"
				onClick={() => attempt(() => imagine.setOption('seed', Math.floor(Math.random() * 1e6)))}
			>
				Another seed
			</Button>
		</>
	);
}
