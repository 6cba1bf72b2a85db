import { useEffect, useState } from 'react';
import { useStory } from '../context';
import { textOf } from '../pieces';
import { shownDraft } from '../state';

/** Long enough for a screen reader to have taken it up. */
const stays = 5000;

/** Reads a story out once it is finished: a word at a time would drown everything else. */
export function Announcement() {
	const running = useStory((state) => state.run !== undefined);
	const doing = useStory((state) => (state.run === undefined ? '' : 'Writing a story'));
	const finished = useStory((state) => (state.run ? undefined : shownDraft(state)?.result && shownDraft(state)));
	const [said, setSaid] = useState('');
	const [wasRunning, setWasRunning] = useState(running);
	if (wasRunning !== running) {
		setWasRunning(running);
		setSaid(running ? doing : finished ? `The story is finished. ${textOf(finished.pieces)}` : '');
	}
	useEffect(() => {
		if (said === '') return;
		// Gone again, so that who reads the page line by line does not meet the story twice.
		const timer = setTimeout(() => setSaid(''), stays);
		return () => clearTimeout(timer);
	}, [said]);
	return (
		<p role="status" className="visually-hidden">
			{said}
		</p>
	);
}
