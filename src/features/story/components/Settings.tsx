import { OptionPanel } from '../../../ui/options/OptionPanel';
import { SeedLock } from '../../../ui/options/SeedLock';
import { useStory, useStoryRoom } from '../context';
import { storyOptions } from '../options';

/** How a story is written. */
export function Settings() {
	const { story } = useStoryRoom();
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
				seed: <SeedLock label="Keep this seed for every story" locked={locked} onChange={story.setSeedLocked} />,
			}}
		/>
	);
}
