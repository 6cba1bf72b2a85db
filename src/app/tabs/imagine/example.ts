import { birdsIn } from '../../../features/imagine/imageData';
import type { Sheet } from '../../../features/imagine/state';
import { note } from '../../../ui/feedback/toasts';
import { fetchExample } from '../../exampleFiles';
import { imagine } from './studio';

/** The sheet as `scripts/examples.ts` writes it; its pictures are files of their own. */
type ExampleSheet = Pick<Sheet, 'text' | 'seed' | 'truncation' | 'stages'> &
	Required<Pick<Sheet, 'result'>> & {
		readonly seeds: readonly number[];
		readonly conditionings: readonly {
			readonly read: string;
			readonly mean: readonly number[];
			readonly sigma: readonly number[];
		}[];
	};

/** Shows a finished sheet of birds with its sentence, seed and settings. */
export async function open(): Promise<void> {
	const names = ['birds.json', 'bird-sketches.webp', 'bird-details.webp'] as const;
	const [document, ...pictures] = await Promise.all(names.map(fetchExample));
	const { conditionings, seeds, ...sheet } = JSON.parse((await document?.text()) ?? '') as ExampleSheet;
	const [sketches = [], details = []] = await Promise.all(
		pictures.map((file, at) => birdsIn(file, at === 0 ? 64 : 256)),
	);
	const undo = imagine.showSheet({
		...sheet,
		...{ id: 'example', kind: 'samples', draft: false },
		birds: seeds.map((seed) => ({ text: sheet.text, seed })),
		drawn: sketches.map((sketch, at) => ({ sketch, ...(details[at] && { detail: details[at] }) })),
		conditionings: conditionings.map(({ read, mean, sigma }) => ({
			read,
			mean: Float32Array.from(mean),
			sigma: Float32Array.from(sigma),
		})),
	});
	note('The example is shown with its sentence and settings.', { label: 'Undo', run: undo });
}
