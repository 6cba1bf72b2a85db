/** The command `similar`: finds the pictures of a folder that are most similar to one picture. */
import { defaultCaptionOptions } from '../../src/features/find/options';
import { command } from '../command';
import { ask, backendOf } from '../find/ask';
import { indexFiles } from '../find/indexFiles';
import { indexLibrary, libraryFlags } from '../find/library';
import { picturesIn } from '../find/pictures';
import { rankFiles } from '../find/rank';
import { UsageError } from '../flags';
import { checkOutFile } from '../outFile';
import { inStudio } from '../studio';
import { studioFlags, studioOptions } from '../studioFlags';

export const similar = command({
	summary: 'Finds pictures of a folder that are similar to a picture.',
	example: 'npm run atelier -- similar --library photos/ --image x.jpg --top 10',
	flags: {
		...libraryFlags,
		image: {
			kind: 'text',
			value: 'FILE',
			required: true,
			help: 'The picture to compare with; left out of the results if it is in the folder.',
		},
		...studioFlags,
	},
	async run(flags) {
		const { library = '', image = '', index, top = libraryFlags.top.default } = flags;
		const files = picturesIn(library, '--library');
		const [picture, ...more] = picturesIn(image, '--image');
		if (picture === undefined || more.length > 0) throw new UsageError('--image takes one picture, not a folder.');
		if (index !== undefined) checkOutFile('--index', index);
		return inStudio(studioOptions(flags), async (page) => {
			const {
				files: compared,
				unreadable: refused,
				modelHash,
			} = await indexFiles(page, [picture], defaultCaptionOptions);
			const [wanted] = compared;
			if (wanted === undefined || modelHash === undefined) throw new Error(refused[0]?.why);
			const options = { index, modelHash, without: wanted.hash };
			const { files: indexed, embedded, unreadable } = await indexLibrary(page, files, options);
			await ask(page, 'similarTo', wanted.hash);
			return {
				image,
				caption: wanted.captions[0]?.text,
				results: rankFiles(await ask(page, 'rank', undefined), indexed, top),
				pictures: indexed.length,
				embedded,
				unreadable,
				modelHash,
				backend: await backendOf(page),
			};
		});
	},
});
