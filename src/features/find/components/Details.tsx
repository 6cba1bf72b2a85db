import { useEffect, useRef } from 'react';
import { Button } from '../../../ui/Button';
import { OptionField } from '../../../ui/OptionField';
import { attempt, note } from '../../../ui/toasts';
import { useObjectUrl } from '../../../ui/useObjectUrl';
import { captionsOf } from '../captioning';
import { useFind, useFindRoom, useIndex } from '../context';
import { captionOptions, invertOptions } from '../options';
import type { CaptionOptions, InvertRequest } from '../types';
import { CaptionLine } from './CaptionLine';
import './Details.css';

/** The column: the opened picture, what the network says of it, and what can be done with it. */
export function Details() {
	const hash = useFind((state) => state.opened);
	const entry = useIndex(({ entries }) => (hash === undefined ? undefined : entries.get(hash)));
	return (
		<aside className="column find-details" aria-label="The opened picture">
			<div className="column-scroll">
				{entry === undefined ? (
					<p className="advice">Open a picture to see what the network says of it, and to find others like it.</p>
				) : (
					<Opened key={entry.hash} hash={entry.hash} />
				)}
				<Settings />
			</div>
		</aside>
	);
}

function Opened({ hash }: { readonly hash: string }) {
	const { find, pictures } = useFindRoom();
	const entry = useIndex(({ entries }) => entries.get(hash));
	const telling = useFind((state) => state.telling);
	const url = useObjectUrl(entry?.thumbnail);
	const heading = useRef<HTMLHeadingElement>(null);
	useEffect(() => {
		// In braces: Chromium's scrollIntoView returns a promise, which React would take for a clean-up.
		heading.current?.scrollIntoView({ block: 'nearest' });
	}, []);
	if (entry === undefined) return null;
	const { name, path, width, height, embedding, failedWith } = entry;
	const captions = captionsOf({ opened: hash, ...(telling ? { telling } : {}) }, entry);
	const [first] = captions;
	return (
		<section className="section find-opened">
			<div className="section-head">
				<h2 ref={heading} title={path}>
					{name}
				</h2>
				<Button look="plain" icon="close" iconOnly onClick={() => find.open(undefined)}>
					Close
				</Button>
			</div>
			{url && <img src={url} alt={first?.text ?? name} style={{ aspectRatio: `${width} / ${height}` }} />}
			<p className="numbers">
				{width} × {height} px
			</p>
			{failedWith !== undefined && <p className="advice">{failedWith}</p>}
			{embedding === undefined && failedWith === undefined && <p className="advice">Its caption is being made.</p>}
			{embedding !== undefined && (
				<>
					<ol className="find-captions" aria-label="Captions" aria-busy={telling?.busy}>
						{captions.map((caption, at) => (
							// biome-ignore lint/suspicious/noArrayIndexKey: captions are told apart by their rank
							<CaptionLine key={at} caption={caption} rank={at} />
						))}
					</ol>
					<p className="advice">Point at a word to see what else could stand there; choose one to go on from it.</p>
					<div className="find-ways">
						<Button icon="dice" disabled={telling?.busy} onClick={() => attempt(find.tell)}>
							Tell again
						</Button>
						<Button icon="search" onClick={() => find.similarTo(hash)}>
							Similar pictures
						</Button>
						{first && (
							<Button
								icon="copy"
								onClick={() =>
									attempt(async () => {
										await navigator.clipboard.writeText(first.text);
										note('The caption is on the clipboard.');
									})
								}
							>
								Copy caption
							</Button>
						)}
					</div>
				</>
			)}
			<div className="find-ways">
				<Button icon="brush" onClick={() => pictures.sendToPaint(entry)}>
					Send to Paint
				</Button>
				<Button
					icon="trash"
					onClick={() => {
						find.open(undefined);
						pictures.remove([hash]);
					}}
				>
					Remove
				</Button>
			</div>
		</section>
	);
}

type CaptionName = keyof CaptionOptions;
type InvertName = keyof Omit<InvertRequest, 'words'>;

/** Everything that can be set, out of the way. */
function Settings() {
	const { find } = useFindRoom();
	const captioning = useFind((state) => state.captionOptions);
	const inverting = useFind((state) => state.invertOptions);
	return (
		<>
			<details className="more">
				<summary>How captions are told</summary>
				<div className="section">
					{(Object.keys(captionOptions) as CaptionName[]).map((name) => (
						<OptionField
							key={name}
							option={captionOptions[name]}
							value={captioning[name]}
							onChange={(value) => find.setCaptionOption(name, value as number)}
						/>
					))}
				</div>
			</details>
			<details className="more">
				<summary>How the decoder is searched</summary>
				<div className="section">
					{(Object.keys(invertOptions) as InvertName[]).map((name) => (
						<OptionField
							key={name}
							option={invertOptions[name]}
							value={inverting[name]}
							onChange={(value) => find.setInvertOption(name, value as number)}
						/>
					))}
				</div>
			</details>
		</>
	);
}
