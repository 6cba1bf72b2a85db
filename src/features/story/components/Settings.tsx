import { OptionPanel } from '../../../ui/options/OptionPanel';
import { SeedLock } from '../../../ui/options/SeedLock';
import { useStory, useStoryContext } from '../context';
import { storyOptions } from '../options';

/** Story's options. */
export function Settings() {
	const { story } = useStoryContext();
	const options = useStory((state) => state.options);
	const locked = useStory((state) => state.seedLocked);
	return (
		<OptionPanel
			title="Writing"
			table={storyOptions}
			values={options}
			onChange={story.setOption}
			onReset={story.resetOptions}
			beside={{
				seed: <SeedLock label="Use this seed for every story" locked={locked} onChange={story.setSeedLocked} />,
			}}
		/>
	);
}
