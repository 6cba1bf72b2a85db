import { useState } from 'react';
import { Announcement } from '../../../ui/feedback/Announcement';
import { useStory } from '../context';
import { textOf } from '../pieces';
import { shownDraft } from '../state';

/** Announces a finished story to screen readers: announcing each word would drown out everything else. */
export function StoryAnnouncement() {
	const running = useStory((state) => state.run !== undefined);
	const finished = useStory((state) => (state.run ? undefined : shownDraft(state)?.result && shownDraft(state)));
	const [message, setMessage] = useState('');
	const [wasRunning, setWasRunning] = useState(running);
	if (wasRunning !== running) {
		setWasRunning(running);
		setMessage(running ? 'Writing a story' : finished ? `The story is finished. ${textOf(finished.pieces)}` : '');
	}
	return <Announcement brief>{message}</Announcement>;
}
