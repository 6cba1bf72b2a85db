import { useMemo } from 'react';
import { useStore } from 'zustand';
import { Panel } from '../../../features/story/Panel';
import { paint } from '../../studio';
import type { TabProps } from '../registry';
import { storyPictures } from './intake';
import { story } from './studio';

export default function StoryTab({ pictures }: TabProps) {
	const ways = useMemo(() => ({ ...pictures, ...storyPictures, choose: () => pictures.choose('story') }), [pictures]);
	const painting = useStore(paint, ({ run }) => run !== undefined);
	return <Panel story={story} elsewhere={painting ? 'the painting' : undefined} pictures={ways} />;
}
