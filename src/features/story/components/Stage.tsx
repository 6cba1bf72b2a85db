import { useEffect, useMemo, useState } from 'react';
import { lazyPart } from '../../../ui/feedback/lazyPart';
import { Stage as StageFrame } from '../../../ui/layout/Stage';
import { useStory } from '../context';
import { browserSpeech, createReader } from '../readAloud';
import { shownDraft } from '../state';
import { EmptyStage } from './EmptyStage';
import { Page } from './Page';
import { StoryToolbar } from './StoryToolbar';

const Hood = lazyPart('Under the hood', () => import('./StoryHood'));

/** Toolbar, picture and story, and how it was made below. */
export function Stage() {
	const picture = useStory((state) => state.picture);
	const draft = useStory(shownDraft);
	const running = useStory((state) => state.run !== undefined);
	const [hood, setHood] = useState(false);
	const reader = useMemo(
		() => ('speechSynthesis' in globalThis ? createReader(browserSpeech(speechSynthesis)) : undefined),
		[],
	);
	// biome-ignore lint/correctness/useExhaustiveDependencies: showing another story stops the reading of this one
	useEffect(() => () => reader?.stop(), [reader, draft?.id]);
	const isEmpty = picture === undefined && draft === undefined;
	const state = running ? 'writing' : isEmpty ? 'empty' : draft ? 'finished' : 'ready';
	return (
		<StageFrame aria-label="Story" data-testid="story" data-state={state}>
			{isEmpty ? (
				<EmptyStage />
			) : (
				<>
					<h1 className="visually-hidden">Story</h1>
					<StoryToolbar reader={reader} hood={hood} onHood={() => setHood(!hood)} />
					<Page reader={reader} inspecting={hood} />
					{hood && <Hood />}
				</>
			)}
		</StageFrame>
	);
}
