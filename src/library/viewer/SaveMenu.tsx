import { Button } from '../../ui/controls/Button';
import { Menu } from '../../ui/controls/Menu';
import { attempt } from '../../ui/feedback/toasts';
import type { Entry } from '../browse/entry';
import { fileName, saveFile } from '../save';
import { convert, endingOf, type Format, formats } from '../saveAs';

async function saveAs(entry: Entry, format: Format | 'original'): Promise<void> {
	const picture = await entry.source.picture(entry);
	const file = format === 'original' ? picture : await convert(picture, format, entry.recipe);
	saveFile(file, fileName(entry.name, format === 'original' ? endingOf(picture) : format));
}

/** Saves an entry as a file: as it is, or in a format that is asked for. */
export function SaveMenu({ entry }: { readonly entry: Entry }) {
	const { source, recipe, name, film } = entry;
	const markdown = source.markdown?.(entry);
	return (
		<Menu label="Save" icon="save" text side="above">
			{markdown !== undefined && (
				<Button
					look="plain"
					icon="text"
					onClick={() => saveFile(new Blob([markdown], { type: 'text/markdown' }), fileName(name, 'md'))}
				>
					Story as Markdown
				</Button>
			)}
			{film && (
				<Button look="plain" icon="film" onClick={() => saveFile(film, fileName(name, endingOf(film)))}>
					The clip
				</Button>
			)}
			<Button look="plain" icon="save" onClick={() => attempt(() => saveAs(entry, 'original'))}>
				{markdown !== undefined ? 'Its picture' : film ? 'This frame' : 'As it is'}
			</Button>
			{markdown === undefined &&
				(Object.keys(formats) as Format[]).map((format) => (
					<Button key={format} look="plain" icon="photo" onClick={() => attempt(() => saveAs(entry, format))}>
						{format === 'png' && recipe !== undefined ? 'PNG with its settings' : formats[format].label}
					</Button>
				))}
		</Menu>
	);
}
