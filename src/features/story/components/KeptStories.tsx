import { useState } from 'react';
import { Button } from '../../../ui/controls/Button';
import { useKeptFocus } from '../../../ui/focus/useKeptFocus';
import { Section } from '../../../ui/layout/Section';
import { useObjectUrl } from '../../../ui/useObjectUrl';
import { useStory, useStoryContext } from '../context';
import { describeStory, nameOf } from '../recipe';
import { type KeptStory, shownDraft } from '../state';
import styles from './KeptStories.module.css';

const shownAtFirst = 4;

/** Kept stories: those about the current picture first, then the others, newest first. */
export function KeptStories() {
	const kept = useStory((state) => state.kept);
	const hash = useStory((state) => state.picture?.hash ?? shownDraft(state)?.picture.hash);
	const isKept = useStory((state) => state.storage !== 'memory');
	const [all, setAll] = useState(false);
	const place = useKeptFocus<HTMLUListElement>();
	if (kept.length === 0) return null;
	const its = kept.filter(({ picture }) => picture.hash === hash);
	const ordered = [...its, ...kept.filter((story) => !its.includes(story))];
	const shown = all ? ordered : ordered.slice(0, Math.max(shownAtFirst, its.length));
	return (
		<Section title="Kept stories">
			{!isKept && (
				<p className="numbers">
					For this visit only: the browser blocks storage. Save the stories that you want to keep.
				</p>
			)}
			<ul {...place} className={styles.stories}>
				{shown.map((story) => (
					<Kept key={story.id} story={story} />
				))}
			</ul>
			{kept.length > shown.length && (
				<Button onClick={() => setAll(true)}>Show all {kept.length.toLocaleString('en')}</Button>
			)}
		</Section>
	);
}

function Kept({ story: { id, text, thumbnail, recipe } }: { readonly story: KeptStory }) {
	const { pictures } = useStoryContext();
	const isShown = useStory((state) => shownDraft(state)?.keptAs === id);
	const url = useObjectUrl(thumbnail);
	return (
		<li>
			<button
				type="button"
				className={styles.open}
				aria-current={isShown || undefined}
				onClick={() => pictures.openKept(id)}
				onKeyDown={(event) => {
					if (event.key === 'Delete' || event.key === 'Backspace') pictures.removeKept(id);
				}}
			>
				{url ? <img src={url} alt="" /> : <span className={styles.blank} />}
				<span className={styles.words}>
					<span>{text}</span>
					<span className="numbers">
						{nameOf(recipe)} · {describeStory(recipe)}
					</span>
				</span>
			</button>
			<Button look="plain" icon="trash" iconOnly onClick={() => pictures.removeKept(id)}>
				{`Delete the story “${nameOf(recipe)}”`}
			</Button>
		</li>
	);
}
