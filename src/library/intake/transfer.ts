/** Chooses among the forms that one drop or paste can have: files and folders, text, links, or several of them. */
import { isPictureFile } from './fileKinds';
import { type FileTransfer, filesOfDrop, type ListFiles } from './files';

/** What to do with a drop or a paste. */
export type Contents =
	| { readonly kind: 'files'; readonly list: ListFiles }
	/** Left to the browser, which puts it into the field. */
	| { readonly kind: 'text' }
	/** Nothing that can be taken, and why, as a sentence for the visitor. */
	| { readonly kind: 'nothing'; readonly why: string };

type Transfer = FileTransfer & Pick<DataTransfer, 'types'>;

const link =
	'That is a link, and this page fetches nothing from other sites. Save the picture to a file first, then drop the file here.';

/** @param typing whether it goes into a text field. Text comes first there: spreadsheets copy a picture of their cells too */
export function contentsOf(transfer: Transfer, how: 'drop' | 'paste', typing: boolean): Contents {
	const { types } = transfer;
	const isLink = types.includes('text/uri-list');
	if (typing && (types.includes('text/plain') || isLink) && !(how === 'drop' && types.includes('Files'))) {
		return { kind: 'text' };
	}
	if (transfer.files.length > 0 || types.includes('Files')) {
		return { kind: 'files', list: filesOfDrop(how === 'paste' ? oneForm(transfer) : transfer) };
	}
	if (isLink) return { kind: 'nothing', why: link };
	const what = how === 'paste' ? 'on the clipboard. Copy one, then paste again.' : 'in what was dropped. Drop a file.';
	return { kind: 'nothing', why: `There is no picture ${what}` };
}

/** Browsers call every picture on the clipboard `image`, with an ending for each of its forms. */
const unnamed = /^image\.\w+$/;

/** Of one picture in several forms, such as SVG and PNG, the first that can be read; under a name of its own. */
function oneForm({ files, items }: Transfer): FileTransfer {
	const forms = [...files].filter(({ name }) => unnamed.test(name));
	if (forms.length === 0) return { files, items };
	const form = forms.find(isPictureFile) ?? (forms[0] as File);
	const ending = form.name.slice(form.name.lastIndexOf('.'));
	const named = new File([form], `${pastedName()}${ending}`, { type: form.type, lastModified: form.lastModified });
	const rest = [...files].filter(({ name }) => !unnamed.test(name));
	return { files: [named, ...rest] as unknown as FileList, items: [] as unknown as DataTransferItemList };
}

/** Names a picture that came without a name, by the time. */
export const pastedName = (now = new Date()): string =>
	`Pasted picture ${now.toTimeString().slice(0, 8).replaceAll(':', '.')}`;
