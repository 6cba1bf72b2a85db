import { useSyncExternalStore } from 'react';
import { useStore } from 'zustand';
import { fileName, saveFile } from '../../../library/save';
import { Button } from '../../../ui/controls/Button';
import { Menu } from '../../../ui/controls/Menu';
import { attempt, note } from '../../../ui/feedback/toasts';
import { HoodButton, Stepper, Toolbar } from '../../../ui/layout/Toolbar';
import { drawCard } from '../card';
import { useStory, useStoryContext } from '../context';
import { toMarkdown } from '../markdown';
import { textOf } from '../pieces';
import { localVoice, type Reader } from '../readAloud';
import { describeStory, nameOf } from '../recipe';
import { recipeOf } from '../recipeOf';
import { type Draft, shownDraft, versionsOf } from '../state';

interface StoryToolbarProps {
	readonly reader: Reader | undefined;
	readonly hood: boolean;
	readonly onHood: () => void;
}

/** The picture's name and size, and actions for the whole story. */
export function StoryToolbar({ reader, hood, onHood }: StoryToolbarProps) {
	const { pictures } = useStoryContext();
	const picture = useStory((state) => state.picture);
	const draft = useStory(shownDraft);
	const running = useStory((state) => state.run !== undefined);
	const shown = picture ?? draft?.picture;
	return (
		<Toolbar
			label="Picture and story"
			about={
				<>
					<strong title={shown?.name} dir="auto">
						{shown?.name}
					</strong>
					{picture && (
						<span className="numbers">
							{picture.width} × {picture.height}
						</span>
					)}
				</>
			}
			tools={
				<>
					<Button look="plain" icon="photo" iconOnly onClick={pictures.choose}>
						Another picture
					</Button>
					{draft && !running && <Ways draft={draft} reader={reader} />}
					<HoodButton open={hood} onToggle={onHood} />
				</>
			}
		>
			<Versions />
		</Toolbar>
	);
}

function Ways({ draft, reader }: { readonly draft: Draft; readonly reader: Reader | undefined }) {
	const picture = useStory((state) => state.picture);
	const text = textOf(draft.pieces);
	const recipe = () => recipeOf(draft, text, new Date());
	const copy = async () => {
		await navigator.clipboard.writeText(text);
		note('Story copied.');
	};
	const saveMarkdown = () =>
		saveFile(new Blob([toMarkdown(text, recipe())], { type: 'text/markdown' }), fileName(nameOf(draft), 'md'));
	const saveCard = async () => {
		const source = picture?.picture ?? draft.thumbnail;
		if (source === undefined) return note('The picture is not in your library: add it to save a picture card.');
		const card = await drawCard(source, text, describeStory(recipe()) ?? '', recipe());
		saveFile(card, fileName(draft.title ?? `${draft.picture.name} story`, 'png'));
	};
	return (
		<>
			{reader && <ReadAloud reader={reader} text={text} />}
			<Button look="plain" icon="copy" onClick={() => attempt(copy)}>
				Copy
			</Button>
			<Menu label="Save" icon="save">
				<Button look="plain" icon="text" onClick={saveMarkdown}>
					Save as Markdown
				</Button>
				<Button look="plain" icon="photo" onClick={() => attempt(saveCard)}>
					Save as a picture card
				</Button>
			</Menu>
		</>
	);
}

function watchVoices(changed: () => void): () => void {
	speechSynthesis.addEventListener('voiceschanged', changed);
	return () => speechSynthesis.removeEventListener('voiceschanged', changed);
}

/** Shown only if the device has a local voice: others would send the story to a server. */
function ReadAloud({ reader, text }: { readonly reader: Reader; readonly text: string }) {
	const hasVoice = useSyncExternalStore(watchVoices, () => localVoice(speechSynthesis.getVoices()) !== undefined);
	const isReading = useStore(reader, ({ place }) => place !== undefined);
	if (!hasVoice) return null;
	return (
		<Button
			look="plain"
			icon={isReading ? 'stop' : 'speak'}
			aria-pressed={isReading}
			onClick={() => (isReading ? reader.stop() : attempt(() => reader.read(text)))}
		>
			{isReading ? 'Stop reading' : 'Read aloud'}
		</Button>
	);
}

/** Steps through the stories about the same picture. */
function Versions() {
	const { story } = useStoryContext();
	const count = useStory((state) => versionsOf(state).length);
	const at = useStory((state) => versionsOf(state).findIndex(({ id }) => id === state.shown));
	return (
		<Stepper label="Versions" before="Previous story" after="Next story" at={at} count={count} onStep={story.step} />
	);
}
