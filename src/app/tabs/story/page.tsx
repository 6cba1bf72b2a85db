import { useMemo } from 'react';
import { Panel } from '../../../features/story/Panel';
import type { PageProps } from '../types';
import { storyPictures } from './intake';
import { story } from './studio';

export default function StoryPage({ shell }: PageProps) {
	const pictures = useMemo(() => ({ ...shell, ...storyPictures, choose: () => shell.choose('page') }), [shell]);
	return <Panel story={story} pictures={pictures} />;
}
