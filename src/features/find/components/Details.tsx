import { useEffect, useRef } from 'react';
import { Button } from '../../../ui/controls/Button';
import { attempt, note } from '../../../ui/feedback/toasts';
import { useObjectUrl } from '../../../ui/useObjectUrl';
import { captionsOf } from '../captioning';
import { useFind, useFindRoom, useIndex } from '../context';
import type { IndexEntry } from '../index/types';
import { CaptionLine } from './CaptionLine';
import { CaptionSettings, DecoderSettings } from './Settings';
import '../../../ui/layout/Column.css';
import './Details.css';

/** The column: the opened picture, what the network says of it, and what can be done with it. */
export function Details() {
	const hash = useFind((state) => state.opened);
	const entry = useIndex(({ entries }) => (hash === undefined ? undefined : entries.get(hash)));
	const inverts = useFind((state) => state.mode === 'invert');
	return (
		<aside className="column find-details" aria-label="Picture" data-opened={entry !== undefined || undefined}>
			<div className="column-scroll">
				{entry === undefined ? (
					<p className="find-hint">
						Open a picture to read what the network says of it, word by word, and to find others like it.
					</p>
				) : (
					<Opened key={entry.hash} entry={entry} />
				)}
				{inverts && <DecoderSettings />}
			</div>
		</aside>
	);
}

function Opened({ entry }: { readonly entry: IndexEntry }) {
	const { find, intake, sendToPaint } = useFindRoom();
	const url = useObjectUrl(entry.thumbnail);
	const scroll = useRef<HTMLElement>(null);
	useEffect(() => {
		scroll.current?.parentElement?.scrollTo({ top: 0 });
	}, []);
	const { hash, name, path, width, height, embedding, failedWith } = entry;
	const caption = embedding?.captions[0]?.text;
	return (
		<section ref={scroll} className="section find-opened" aria-labelledby="find-opened">
			<div className="section-head">
				<h2 id="find-opened" title={path}>
					{name}
				</h2>
				<Button look="plain" icon="close" iconOnly onClick={() => find.open(undefined)}>
					Close
				</Button>
			</div>
			{url ? (
				<img src={url} alt={caption ?? name} style={{ aspectRatio: `${width} / ${height}` }} />
			) : (
				<p className="find-hint">Its preview was let go to make room: the browser’s storage is full.</p>
			)}
			<p className="numbers find-about">
				{width} × {height} px{path !== name && path.includes('/') && ` · ${path.slice(0, path.lastIndexOf('/'))}`}
			</p>
			{embedding && <Captions entry={entry} />}
			{!embedding && (
				<p className="find-hint">
					{failedWith === undefined
						? 'It has not been looked at yet: its captions appear here as soon as it is.'
						: 'The network cannot read this picture. Open it in another program, save it again, and add that.'}
				</p>
			)}
			<div className="find-ways">
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
				<Button icon="trash" onClick={() => intake.remove([hash])}>
					Remove
				</Button>
			</div>
			{embedding && <CaptionSettings />}
		</section>
	);
}

function Captions({ entry }: { readonly entry: IndexEntry }) {
	const { find } = useFindRoom();
	const telling = useFind((state) => state.telling);
	const captions = captionsOf({ opened: entry.hash, ...(telling && { telling }) }, entry);
	const [first] = captions;
	const copy = async () => {
		await navigator.clipboard.writeText(first?.text ?? '');
		note('The caption is on the clipboard.');
	};
	return (
		<div className="find-told">
			<div className="section-head">
				<h3>Captions</h3>
				<Button look="plain" icon="dice" iconOnly disabled={telling?.busy} onClick={() => attempt(find.tell)}>
					Caption it anew
				</Button>
				<Button look="plain" icon="copy" iconOnly onClick={() => attempt(copy)}>
					Copy the first caption
				</Button>
			</div>
			<ol className="find-captions" aria-label="Captions" aria-busy={telling?.busy ?? false}>
				{captions.map((caption, at) => (
					// biome-ignore lint/suspicious/noArrayIndexKey: captions are told apart by their rank
					<CaptionLine key={at} caption={caption} rank={at} />
				))}
			</ol>
			<p className="find-hint">Point at a word to see what else could stand there; choose one to go on from it.</p>
		</div>
	);
}
