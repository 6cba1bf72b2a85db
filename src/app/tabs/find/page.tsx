import { type ChangeEvent, useEffect, useMemo, useRef } from 'react';
import { Panel } from '../../../features/find/Panel';
import type { PageProps } from '../types';
import { engine } from './engine';
import { findPictures, searchByFile, takeChosen } from './intake';
import { find, index, startFind } from './studio';

const hidden = { type: 'file', className: 'visually-hidden', tabIndex: -1 } as const;
const pictureTypes = 'image/*,.heic,.heif,.avif';
/** Known to every browser, and not to React's types. */
const wholeFolder = { webkitdirectory: '' };

/** The same files can be chosen again. */
const emptied =
	(take: (files: FileList | null) => void) =>
	({ target }: ChangeEvent<HTMLInputElement>) => {
		take(target.files);
		target.value = '';
	};

export default function FindPage({ shell }: PageProps) {
	useEffect(startFind, []);
	const folder = useRef<HTMLInputElement>(null);
	const files = useRef<HTMLInputElement>(null);
	const example = useRef<HTMLInputElement>(null);
	const pictures = useMemo(
		() => ({
			...findPictures(shell),
			chooseFolder: () => folder.current?.click(),
			chooseFiles: () => files.current?.click(),
			chooseExample: () => example.current?.click(),
		}),
		[shell],
	);
	return (
		<>
			<Panel find={find} engine={engine} index={index} pictures={pictures} />
			<input {...hidden} ref={folder} aria-label="Folder to index" {...wholeFolder} onChange={emptied(takeChosen)} />
			<input
				{...hidden}
				ref={files}
				aria-label="Pictures to index"
				accept={pictureTypes}
				multiple
				onChange={emptied(takeChosen)}
			/>
			<input
				{...hidden}
				ref={example}
				aria-label="Picture to search by"
				accept={pictureTypes}
				onChange={emptied((list) => searchByFile(list?.[0]))}
			/>
		</>
	);
}
