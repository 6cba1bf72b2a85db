import { useState } from 'react';
import { Announcement } from '../../../ui/feedback/Announcement';
import { useStory } from '../context';
import { textOf } from '../pieces';
import { shownDraft } from '../state';

/** Reads a story out once it is finished: a word at a time would drown everything else. */
export function StoryAnnouncement() {
	const running = useStory((state) => state.run !== undefined);
	const finished = useStory((state) => (state.run ? undefined : shownDraft(state)?.result && shownDraft(state)));
	const [said, setSaid] = useState('');
	const [wasRunning, setWasRunning] = useState(running);
	if (wasRunning !== running) {
		setWasRunning(running);
		setSaid(running ? 'Writing a story' : finished ? `The story is finished. ${textOf(finished.pieces)}` : '');
	}
	return <Announcement brief>{said}</Announcement>;
}
