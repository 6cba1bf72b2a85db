/** Every way in for pictures and files. What happens to them is loaded when the first one comes. */
import type { ListFiles } from '../library/intake/files';
import type { Sample } from '../library/samples';
import { attempt } from '../ui/feedback/toasts';
import type { Target } from './offering';

const offering = () => import('./offering');

export function takeFiles(list: ListFiles, target: Target): void {
	attempt(async () => (await offering()).takeFiles(list, target));
}

export function takeShot(photo: Blob, target: Target): void {
	attempt(async () => (await offering()).takeShot(photo, target));
}

export function takeRecording(video: Blob, target: Target): void {
	attempt(async () => (await offering()).takeRecording(video, target));
}

export function takeSample(sample: Sample, target: Target): void {
	attempt(async () => (await offering()).takeSample(sample, target));
}

export function paste(target: Target): void {
	attempt(async () => {
		const [{ readClipboard }, { pastedName }] = await Promise.all([
			import('../library/intake/clipboard'),
			import('../library/intake/transfer'),
		]);
		await (await offering()).takeOne(await readClipboard(), pastedName(), target);
	});
}
