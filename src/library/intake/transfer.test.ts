import { describe, expect, it } from 'vitest';
import { contentsOf, pastedName } from './transfer';

const file = (name: string, type: string): File => new File(['x'], name, { type });

const transfer = (types: readonly string[], ...files: File[]) => ({
	types: files.length > 0 ? [...types, 'Files'] : types,
	files: files as unknown as FileList,
	items: [] as unknown as DataTransferItemList,
});

const cells = () => transfer(['text/plain', 'text/html'], file('image.png', 'image/png'));

async function namesOf(contents: ReturnType<typeof contentsOf>): Promise<readonly string[]> {
	if (contents.kind !== 'files') return [contents.kind];
	const { pictures, others } = await contents.list();
	return [...pictures, ...others].map(({ file }) => file.name);
}

describe('a paste', () => {
	it('of spreadsheet cells is text in a text field, and a picture of the cells elsewhere', async () => {
		expect(contentsOf(cells(), 'paste', true).kind).toBe('text');
		expect(await namesOf(contentsOf(cells(), 'paste', false))).toEqual([
			expect.stringMatching(/^Pasted picture .*\.png$/),
		]);
	});

	it('of a picture alone is taken, in a text field too', async () => {
		const picture = transfer([], file('image.png', 'image/png'));
		expect(contentsOf(picture, 'paste', true).kind).toBe('files');
	});

	it('of one picture in several forms takes the first form that can be read', async () => {
		const forms = transfer(
			[],
			file('image.svg', 'image/svg+xml'),
			file('image.png', 'image/png'),
			file('image.webp', 'image/webp'),
		);
		expect(await namesOf(contentsOf(forms, 'paste', false))).toEqual([expect.stringMatching(/\.png$/)]);
	});

	it('of several files takes all of them, under their names', async () => {
		const files = transfer([], file('IMG_1.jpg', 'image/jpeg'), file('IMG_2.jpg', 'image/jpeg'));
		expect(await namesOf(contentsOf(files, 'paste', false))).toEqual(['IMG_1.jpg', 'IMG_2.jpg']);
	});

	it('of nothing that can be read says so', () => {
		expect(contentsOf(transfer(['text/html']), 'paste', false)).toEqual({
			kind: 'nothing',
			why: expect.stringMatching(/no picture on the clipboard/),
		});
	});
});

describe('a drop', () => {
	it('of files is taken wherever it lands', () => {
		expect(contentsOf(transfer(['text/plain'], file('a.jpg', 'image/jpeg')), 'drop', true).kind).toBe('files');
	});

	it('of a link or of a picture from another page is refused in words', () => {
		const contents = contentsOf(transfer(['text/uri-list', 'text/html']), 'drop', false);
		expect(contents).toEqual({ kind: 'nothing', why: expect.stringMatching(/link.*Save the picture/) });
	});

	it('of text goes into a field, and is refused elsewhere', () => {
		expect(contentsOf(transfer(['text/plain']), 'drop', true).kind).toBe('text');
		expect(contentsOf(transfer(['text/plain']), 'drop', false).kind).toBe('nothing');
	});
});

it('a picture without a name is called by its time', () => {
	expect(pastedName(new Date(2026, 0, 2, 3, 4, 5))).toBe('Pasted picture 03.04.05');
});
