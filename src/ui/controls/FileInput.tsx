import type { Ref } from 'react';

/** What file dialogs offer as pictures; browsers give some of these formats no type. */
export const pictureTypes = 'image/*,.heic,.heif,.avif';

interface FileInputProps {
	/** A button opens the file dialog by the input's `click`. */
	readonly ref: Ref<HTMLInputElement>;
	readonly label: string;
	/** What the dialog offers, as in HTML. */
	readonly accept?: string;
	readonly multiple?: boolean;
	/** Chooses a folder with everything in it. */
	readonly folder?: boolean;
	readonly id?: string;
	/** Receives the chosen files, at least one. */
	readonly onFiles: (files: readonly File[]) => void;
}

/** Every browser knows this attribute; React's types do not. */
const wholeFolder = { webkitdirectory: '' };

/** A hidden file input. It forgets what was chosen, so that the same file can be chosen again. */
export const FileInput = ({ label, folder, onFiles, ...rest }: FileInputProps) => (
	<input
		{...rest}
		{...(folder && wholeFolder)}
		type="file"
		className="visually-hidden"
		tabIndex={-1}
		aria-label={label}
		onChange={({ target }) => {
			const files = [...(target.files ?? [])];
			target.value = '';
			if (files.length > 0) onFiles(files);
		}}
	/>
);
