import { type ReactNode, useMemo, useRef } from 'react';
import { FileInput, pictureTypes } from '../../../ui/controls/FileInput';
import type { FindContextValue } from '../context';
import type { FindStudio } from '../studio';

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
	const elements = (
		<>
			<FileInput ref={folder} label="Folder to index" folder onFiles={intake.addChosen} />
			<FileInput ref={files} label="Pictures to index" accept={pictureTypes} multiple onFiles={intake.addChosen} />
			<FileInput
				ref={example}
				label="Picture to search by"
				accept={pictureTypes}
				onFiles={([picture]) => actions.searchByFile(picture)}
			/>
		</>
	);
	return { elements, choose };
}
