import { useEffect, useRef } from 'react';
import { EditableText } from '../../../library/viewer/EditableText';
import { classes } from '../../../ui/classes';
import { Button } from '../../../ui/controls/Button';
import { attempt, note } from '../../../ui/feedback/toasts';
import { useReturnFocus } from '../../../ui/focus/useReturnFocus';
import { Column } from '../../../ui/layout/Column';
import { Section } from '../../../ui/layout/Section';
import { useObjectUrl } from '../../../ui/useObjectUrl';
import { captionsOf } from '../captioning';
import { useFind, useFindContext, useIndex } from '../context';
import type { IndexEntry } from '../index/types';
import { wordingOf } from '../wording';
import { CaptionLine } from './CaptionLine';
import styles from './Details.module.css';
import { OpenedPicture } from './OpenedPicture';
import { CaptionSettings, DecoderSettings } from './Settings';

/** The column: the opened picture, its captions, and what can be done with it. */
export function Details() {
	const hash = useFind((state) => state.opened);
	const entry = useIndex(({ entries }) => (hash === undefined ? undefined : entries.get(hash)));
	const inverts = useFind((state) => state.mode === 'invert');
	return (
		<Column className={styles.details} aria-label="Picture" data-opened={entry !== undefined || undefined}>
			{entry === undefined ? (
				<p className={styles.hint}>Open a picture to see its captions, word by word, and to find similar ones.</p>
			) : (
				<Opened key={entry.hash} entry={entry} />
			)}
			{inverts && <DecoderSettings />}
		</Column>
	);
}

function Opened({ entry }: { readonly entry: IndexEntry }) {
	const { find, actions, sendToPaint } = useFindContext();
	const url = useObjectUrl(entry.thumbnail);
	const scroll = useRef<HTMLElement>(null);
	// After a removal, the grid has chosen the picture that comes next.
	useReturnFocus(() => document.querySelector('[data-key][tabindex="0"]'));
	useEffect(() => {
		scroll.current?.parentElement?.scrollTo({ top: 0 });
	}, []);
	const { hash, name, path, width, height, embedding, failedWith } = entry;
	const caption = embedding?.captions[0];
	return (
		<Section
			ref={scroll}
			className={styles.opened}
			title={<span title={path}>{name}</span>}
			actions={
				<Button look="plain" icon="close" iconOnly onClick={() => find.open(undefined)}>
					Close
				</Button>
			}
		>
			{url ? (
				<OpenedPicture url={url} alt={caption ? wordingOf(caption) : name} width={width} height={height} />
			) : (
				<p className={styles.hint}>This preview was deleted because the browser’s storage is full.</p>
			)}
			<p className={classes('numbers', styles.about)}>
				{width} × {height} px{path !== name && path.includes('/') && ` · ${path.slice(0, path.lastIndexOf('/'))}`}
			</p>
			<EditableText
				label="Caption"
				optional
				text={entry.caption ?? ''}
				placeholder="Add a caption of your own"
				onChange={(caption) => actions.setCaption(entry, caption)}
			/>
			{embedding && <Captions entry={entry} />}
			{!embedding && (
				<p className={styles.hint}>
					{failedWith === undefined
						? 'Not captioned yet. Captions appear here once they are ready.'
						: 'This picture could not be read. Open it in another program, save it again, and add the new file.'}
				</p>
			)}
			<div className={styles.actions}>
				{embedding && (
					<Button icon="search" onClick={() => find.similarTo(hash)}>
						Similar pictures
					</Button>
				)}
				{url && (
					<Button icon="brush" onClick={() => sendToPaint(entry)}>
						Send to Paint
					</Button>
				)}
				<Button icon="trash" onClick={() => actions.remove([hash])}>
					Remove
				</Button>
			</div>
			{embedding && <CaptionSettings />}
		</Section>
	);
}

function Captions({ entry }: { readonly entry: IndexEntry }) {
	const { find } = useFindContext();
	const newCaptions = useFind((state) => state.newCaptions);
	const captions = captionsOf({ opened: entry.hash, ...(newCaptions && { newCaptions }) }, entry);
	const [first] = captions;
	const copy = async () => {
		await navigator.clipboard.writeText(first?.text ?? '');
		note('Caption copied.');
	};
	return (
		<div className={styles.block}>
			<div className={styles.head}>
				<h3>Captions</h3>
				<Button look="plain" icon="dice" iconOnly disabled={newCaptions?.busy} onClick={() => attempt(find.recaption)}>
					New captions
				</Button>
				<Button look="plain" icon="copy" iconOnly onClick={() => attempt(copy)}>
					Copy first caption
				</Button>
			</div>
			<ol className={styles.captions} aria-label="Captions" aria-busy={newCaptions?.busy ?? false}>
				{captions.map((caption, at) => (
					// biome-ignore lint/suspicious/noArrayIndexKey: captions are identified by their rank
					<CaptionLine key={at} caption={caption} rank={at} />
				))}
			</ol>
			<p className={styles.hint}>
				Hover over a word for alternatives{entry.embedding?.grid && ' and to see where the network looked'}; pick one to
				rewrite from there.
			</p>
		</div>
	);
}
