import { useState } from 'react';
import { useStore } from 'zustand';
import { useObjectUrl } from '../../../ui/useObjectUrl';
import { useStory } from '../context';
import { countWords, textOf } from '../pieces';
import type { Reader } from '../readAloud';
import { doingText } from '../run';
import { type Draft, shownDraft } from '../state';
import type { Stage } from '../types';
import { Editor } from './Editor';
import styles from './Page.module.css';
import { StoryActions } from './StoryActions';
import { StoryAnnouncement } from './StoryAnnouncement';
import { StoryText } from './StoryText';

interface PageProps {
	readonly reader: Reader | undefined;
	readonly inspecting: boolean;
}

/** The picture with its story beside it, or below it on a narrow screen. */
export function Page({ reader, inspecting }: PageProps) {
	const draft = useStory(shownDraft);
	const run = useStory(({ run, shown }) => (run?.draft === shown ? run : undefined));
	const [editing, setEditing] = useState<string>();
	const isEdited = draft !== undefined && editing === draft.id && run === undefined;
	return (
		<div className={styles.page}>
			<Picture />
			<article className={styles.column} aria-label="The story" aria-busy={run !== undefined}>
				{draft && isBlank(draft) && (
					<p className={styles.note}>
						This picture is almost a single colour, so the network sees very little in it. The story is made up.
					</p>
				)}
				{draft?.title && <h2 className={styles.title}>{draft.title}</h2>}
				{draft && isEdited && <Editor draft={draft} onDone={() => setEditing(undefined)} />}
				{draft && !isEdited && (
					<Text draft={draft} writing={run !== undefined} reader={reader} inspecting={inspecting} />
				)}
				{run && draft?.pieces.length === 0 && <p className={styles.doing}>{doingText(run)}…</p>}
				{!draft && <p className={styles.doing}>The story will appear here.</p>}
				{draft && !run && <About draft={draft} />}
				{draft && !isEdited && !run && <StoryActions draft={draft} onEdit={() => setEditing(draft.id)} />}
			</article>
			<StoryAnnouncement />
		</div>
	);
}

const stageOf = <K extends Stage['stage']>(draft: Draft | undefined, name: K) =>
	draft?.stages.find((stage): stage is Extract<Stage, { stage: K }> => stage.stage === name);

const isBlank = (draft: Draft): boolean => stageOf(draft, 'encodeImage')?.blank ?? false;

/** The picture and its caption. */
function Picture() {
	const picture = useStory((state) => state.picture);
	const draft = useStory(shownDraft);
	const url = useObjectUrl(picture?.picture ?? draft?.thumbnail);
	const shown = picture ?? draft?.picture;
	const caption = stageOf(draft, 'rank')?.nearest[0]?.text;
	return (
		<figure className={styles.picture}>
			{url && shown && (
				<img src={url} alt={`Picture: ${shown.name}`} style={{ aspectRatio: `${shown.width} / ${shown.height}` }} />
			)}
			{!url && <p className={styles.note}>The picture is not in your library.</p>}
			{caption && <figcaption>The network sees “{caption}”</figcaption>}
		</figure>
	);
}

interface TextProps {
	readonly draft: Draft;
	readonly writing: boolean;
	readonly reader: Reader | undefined;
	readonly inspecting: boolean;
}

function Text({ reader, ...rest }: TextProps) {
	return reader ? <SpokenText reader={reader} {...rest} /> : <StoryText {...rest} />;
}

function SpokenText({ reader, ...rest }: TextProps & { readonly reader: Reader }) {
	const spoken = useStore(reader, ({ place }) => place);
	return <StoryText {...rest} spoken={spoken} />;
}

/** One line on how the story was made. */
function About({ draft }: { readonly draft: Draft }) {
	const { settings, pieces, result, edited } = draft;
	const words = countWords(textOf(pieces));
	const facts = [
		settings.styles.map(({ title }) => title).join(' + '),
		`seed ${settings.options.seed}`,
		words === 1 ? '1 word' : `${words} words`,
		result && `${result.seconds.toFixed(1)} s`,
		edited && 'edited',
	];
	const isCutOff = result === undefined && draft.origin === undefined;
	return (
		<>
			{isCutOff && <p className={styles.note}>The story was interrupted here. Continue it, or try again.</p>}
			<p className="numbers">{facts.filter(Boolean).join(' · ')}</p>
		</>
	);
}
