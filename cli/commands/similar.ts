/** The pictures of a folder that are most like one picture. */
import { defaultCaptionOptions } from '../../src/features/find/options';
import { command } from '../command';
import { backendOf, embedTools } from '../find/ask';
import { embedFiles } from '../find/embedFiles';
import { embedLibrary, libraryFlags } from '../find/library';
import { picturesIn } from '../find/pictures';
import { rank } from '../find/rank';
import { UsageError } from '../flags';
import { checkFolderOf } from '../outFile';
import { inStudio } from '../studio';
import { studioFlags, studioOptions } from '../studioFlags';

export const similar = command({
	summary: 'Lists the pictures of a folder that are most like one picture.',
	example: 'npm run atelier -- similar --library photos/ --image x.jpg --top 10',
	flags: {
		...libraryFlags,
		image: { kind: 'text', value: 'FILE', required: true, help: 'The picture; if it is in the folder it is left out.' },
		...studioFlags,
	},
	async run(flags) {
		const { library = '', image = '', index, top = libraryFlags.top.default } = flags;
		const files = picturesIn(library, '--library');
		const [picture, ...more] = picturesIn(image, '--image');
		if (picture === undefined || more.length > 0) throw new UsageError('--image takes one picture, not a folder.');
		if (index !== undefined) checkFolderOf('--index', index);
		return inStudio(studioOptions(flags), async (page) => {
			const looked = await embedFiles([picture], embedTools(page, defaultCaptionOptions));
			const wanted = looked.entries.get(picture.file);
			if (wanted === undefined) throw new Error(looked.unreadable[0]?.why);
			const { modelHash, vector, captions } = wanted.embedding;
			const { entries, embedded, unreadable } = await embedLibrary(page, files, { index, modelHash });
			return {
				image,
				caption: captions[0]?.text,
				results: rank(entries, vector, top, wanted.hash),
				pictures: entries.size,
				embedded,
				unreadable,
				modelHash,
				backend: await backendOf(page),
			};
		});
	},
});
