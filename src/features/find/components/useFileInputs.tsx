import { type ChangeEvent, type ReactNode, useMemo, useRef } from 'react';
import type { FindContextValue } from '../context';
import type { FindStudio } from '../studio';

const hidden = { type: 'file', className: 'visually-hidden', tabIndex: -1 } as const;
const pictureTypes = 'image/*,.heic,.heif,.avif';
/** Every browser knows this attribute; React's types do not. */
const wholeFolder = { webkitdirectory: '' };

/** Empties the input afterwards, so that the same files can be chosen again. */
const emptied =
	(take: (files: FileList | null) => void) =>
	({ target }: ChangeEvent<HTMLInputElement>) => {
		take(target.files);
		target.value = '';
	};

/** The panel's hidden file inputs, and functions that open them. */
export function useFileInputs({ intake, actions }: Pick<FindStudio, 'intake' | 'actions'>): {
	elements: ReactNode;
	choose: FindContextValue['choose'];
} {
	const folder = useRef<HTMLInputElement>(null);
	const files = useRef<HTMLInputElement>(null);
	const example = useRef<HTMLInputElement>(null);
	const choose = useMemo(
		() => ({
			folder: () => folder.current?.click(),
			files: () => files.current?.click(),
			example: () => example.current?.click(),
		}),
		[],
	);
	const added = emptied(intake.addChosen);
	const elements = (
		<>
			<input {...hidden} ref={folder} aria-label="Folder to index" {...wholeFolder} onChange={added} />
			<input {...hidden} ref={files} aria-label="Pictures to index" accept={pictureTypes} multiple onChange={added} />
			<input
				{...hidden}
				ref={example}
				aria-label="Picture to search by"
				accept={pictureTypes}
				onChange={emptied((list) => actions.searchByFile(list?.[0]))}
			/>
		</>
	);
	return { elements, choose };
}
