import { useState } from 'react';
import { Button } from '../../../ui/controls/Button';
import { OptionField, type OptionValue } from '../../../ui/controls/OptionField';
import { useStory, useStoryRoom } from '../context';
import { moreGroups, type OptionName, simpleNames } from '../optionGroups';
import { storyOptions } from '../options';
import type { StoryOptions } from '../types';
import '../../../ui/layout/More.css';
import './Settings.css';

/** The controls of the option table: the simple ones, and everything else under "More". */
export function Settings() {
	const { story } = useStoryRoom();
	const [explained, setExplained] = useState(false);
	return (
		<section className={explained ? 'section explained' : 'section'} aria-labelledby="story-settings">
			<div className="section-head">
				<h2 id="story-settings">Writing</h2>
				<Button look="plain" icon="explain" iconOnly aria-pressed={explained} onClick={() => setExplained(!explained)}>
					Explain each setting
				</Button>
				<Button look="plain" icon="restore" iconOnly onClick={story.resetOptions}>
					Back to the defaults
				</Button>
			</div>
			{simpleNames.map((name) => (
				<Control key={name} name={name} />
			))}
			<details className="more">
				<summary>More</summary>
				<div className="story-groups">
					{moreGroups.map(({ title, names }) => (
						<section key={title} className="section" aria-label={title}>
							<h3>{title}</h3>
							{names.map((name) => (
								<Control key={name} name={name} />
							))}
						</section>
					))}
				</div>
			</details>
		</section>
	);
}

function Control({ name }: { readonly name: OptionName }) {
	const { story } = useStoryRoom();
	const value = useStory((state) => state.options[name]);
	// The table gives the control its kind, so that the value it sends back is of the option's own type.
	const change = (next: OptionValue) => story.setOption(name, next as StoryOptions[typeof name]);
	return (
		<OptionField option={storyOptions[name]} value={value} onChange={change}>
			{name === 'seed' && <SeedButtons />}
		</OptionField>
	);
}

/** Another seed at a press, and whether each story takes the next one by itself. */
function SeedButtons() {
	const { story } = useStoryRoom();
	const locked = useStory((state) => state.seedLocked);
	return (
		<>
			<Button
				look="plain"
				icon={locked ? 'locked' : 'unlocked'}
				iconOnly
				className="button-small"
				aria-pressed={locked}
				onClick={() => story.setSeedLocked(!locked)}
			>
				Keep this seed for every story
			</Button>
			<Button
				look="plain"
				icon="dice"
				iconOnly
				className="button-small"
				onClick={() => story.setOption('seed', Math.floor(Math.random() * 1e6))}
			>
				Another seed
			</Button>
		</>
	);
}
