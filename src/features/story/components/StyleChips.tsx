import { useState } from 'react';
import { quoted } from '../../../library/names';
import { Blend } from '../../../ui/controls/Blend';
import { Button } from '../../../ui/controls/Button';
import { Chip, Chips } from '../../../ui/controls/Chip';
import { FailureNotice } from '../../../ui/feedback/FailureNotice';
import { Progress } from '../../../ui/feedback/Progress';
import { Section } from '../../../ui/layout/Section';
import { useStory, useStoryContext } from '../context';
import { genres } from '../options';
import { pickOf } from '../ownStyles';
import { loadingText } from '../run';
import type { Encoding, OwnStyle } from '../state';
import { isUnderstood } from '../understood';
import { OwnStyleDialog } from './OwnStyleDialog';
import styles from './StyleChips.module.css';

/** Genres and the visitor's own styles; one is chosen, or several are blended. */
export function StyleChips() {
	const { story } = useStoryContext();
	const picked = useStory((state) => state.styles);
	const own = useStory((state) => state.ownStyles);
	const blending = useStory((state) => state.blending);
	const failure = useStory((state) => state.encodingFailure);
	const encoding = useStory((state) => state.encoding);
	const [adding, setAdding] = useState(false);
	const isChosen = (key: string) => picked.some((style) => style.key === key);
	return (
		<Section
			title="Style"
			actions={
				<Button look="plain" icon="add" onClick={() => setAdding(true)}>
					Add your own
				</Button>
			}
		>
			<Chips label="Styles">
				{genres.map(({ id, label }) => (
					<Chip
						key={id}
						chosen={isChosen(id)}
						onPick={() => story.pickStyle({ kind: 'genre', key: id, title: label, weight: 1 })}
					>
						{label}
					</Chip>
				))}
				{own.map((style) => (
					<OwnChip key={style.id} style={style} chosen={isChosen(style.id)} />
				))}
			</Chips>
			<FailureNotice failure={failure} onDismiss={story.dismissReading} />
			{encoding && <Reading encoding={encoding} />}
			<Blend label="Blend styles" on={blending} onSwitch={story.setBlending} parts={picked} onWeigh={story.setWeight} />
			{adding && <OwnStyleDialog onClose={() => setAdding(false)} />}
		</Section>
	);
}

function OwnChip({ style, chosen }: { readonly style: OwnStyle; readonly chosen: boolean }) {
	const { story, pictures } = useStoryContext();
	const encoder = useStory((state) => state.models?.encoderHash);
	const isOutdated = !isUnderstood(style.modelHash, encoder);
	const title = isOutdated
		? 'Read by an older version of the network, which the new one does not understand: add its text again'
		: style.sentences > 0
			? `Your own style, from ${style.read.toLocaleString('en')} sentences`
			: 'A style that came with a story';
	return (
		<Chip
			chosen={chosen}
			disabled={isOutdated}
			title={title}
			onPick={() => story.pickStyle(pickOf(style))}
			onRemove={() => pictures.removeStyle(style.id)}
			removeLabel={`Delete the style ${style.name}`}
		>
			{style.name}
		</Chip>
	);
}

/** Progress of encoding a text as a style. */
function Reading({ encoding: { name, loading, done, total } }: { readonly encoding: Encoding }) {
	const { story } = useStoryContext();
	const known = total > 0;
	const text = known
		? `Reading ${quoted(name)}: ${done.toLocaleString('en')} of ${total.toLocaleString('en')} sentences`
		: (loadingText(loading) ?? `Reading ${quoted(name)}`);
	return (
		<div className={styles.reading}>
			<p className="numbers" role="status">
				{`Reading ${quoted(name)}`}
			</p>
			<p className="numbers" aria-hidden="true">
				{known ? `${done.toLocaleString('en')} of ${total.toLocaleString('en')} sentences` : loadingText(loading)}
			</p>
			<Progress label={`Reading ${name}`} value={known ? done : undefined} max={known ? total : 1} text={text} />
			<Button icon="close" onClick={story.stopReading}>
				Cancel
			</Button>
		</div>
	);
}
