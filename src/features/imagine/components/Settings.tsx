import { attempt } from '../../../ui/feedback/toasts';
import { OptionPanel } from '../../../ui/options/OptionPanel';
import { SeedLock } from '../../../ui/options/SeedLock';
import { useImagine, useImagineContext } from '../context';
import { imagineOptions } from '../options';

/** How birds are drawn. */
export function Settings() {
	const { imagine } = useImagineContext();
	const options = useImagine((state) => state.options);
	const locked = useImagine((state) => state.seedLocked);
	const hasSheet = useImagine((state) => state.shown !== undefined);
	return (
		<OptionPanel
			title="Drawing"
			table={imagineOptions}
			values={options}
			onChange={(name, value) => attempt(() => imagine.setOption(name, value))}
			onReset={imagine.resetOptions}
			beside={{ seed: <SeedLock label="Keep this seed" locked={locked} onChange={imagine.setSeedLocked} /> }}
		>
			<p className="numbers">{locked ? (hasSheet ? held : heldFirst) : free}</p>
		</OptionPanel>
	);
}

const held = 'The seed is locked: change the words, and the sketches follow.';
const heldFirst = 'The seed is locked: every drawing uses it.';
const free = 'Each drawing takes a new seed. Lock the seed to keep it while you change the words.';
