import { type CSSProperties, useLayoutEffect, useRef, useState } from 'react';
import { Button } from '../../../ui/controls/Button';
import { attempt } from '../../../ui/feedback/toasts';
import { useStory, useStoryRoom } from '../context';
import { insteadOf, textOf } from '../pieces';
import type { Draft } from '../state';
import type { StoryWord } from '../types';
import './WordDetails.css';

const percent = (probability: number): string => {
	const share = 100 * probability;
	return share > 0 && share < 0.1 ? '< 0.1 %' : `${share.toFixed(share < 9.95 ? 1 : 0)} %`;
};

interface WordDetailsProps {
	readonly word: StoryWord;
	/** The word on the page; the details stand below it. */
	readonly anchor: HTMLElement;
	/** Its place in the draft's pieces. */
	readonly at: number;
	readonly draft: Draft;
	readonly onClose: () => void;
}

/** How likely a word was, what else could have stood there, and ways to go on from it. */
export function WordDetails({ word, anchor, at, draft, onClose }: WordDetailsProps) {
	const { story } = useStoryRoom();
	const hasPicture = useStory((state) => state.picture !== undefined);
	const box = useRef<HTMLDivElement>(null);
	const [place, setPlace] = useState({ left: 0, top: 0 });
	useLayoutEffect(() => {
		const { offsetWidth: width = 0, offsetHeight: height = 0 } = box.current ?? {};
		const whole = anchor.offsetParent?.clientWidth ?? 0;
		const page = anchor.closest('.story-page')?.getBoundingClientRect();
		const word = anchor.getBoundingClientRect();
		const isBelow = word.bottom + height <= Math.min(page?.bottom ?? innerHeight, innerHeight);
		const isAbove = !isBelow && word.top - height >= Math.max(page?.top ?? 0, 0);
		setPlace({
			left: Math.max(0, Math.min(anchor.offsetLeft, whole - width)),
			top: isAbove ? anchor.offsetTop - height : anchor.offsetTop + anchor.offsetHeight,
		});
	}, [anchor]);
	const before = textOf(draft.pieces.slice(0, at));
	const end = before.length + (draft.pieces[at]?.text.length ?? 0);
	const goOn = (from: number, instead?: string) => {
		onClose();
		attempt(() => story.continueFrom(from, instead));
	};
	const most = Math.max(...word.others.map(({ probability }) => probability), 1e-9);
	return (
		<div ref={box} className="story-details" style={place}>
			<p className="numbers">
				“{word.text.trim()}”, {percent(word.probability)}
			</p>
			{word.others.length > 0 && (
				<ul aria-label={`Instead of “${word.text.trim()}”`}>
					{word.others.map(({ text, probability }) => (
						<li key={text}>
							<button
								type="button"
								disabled={!hasPicture}
								title="Write on from this word instead"
								style={{ '--share': `${(100 * probability) / most}%` } as CSSProperties}
								onClick={() => goOn(before.length, insteadOf(word, text, before))}
							>
								<span>{text.trim() || '¶'}</span>
								<span className="numbers">{percent(probability)}</span>
							</button>
						</li>
					))}
				</ul>
			)}
			<Button look="plain" icon="play" disabled={!hasPicture} onClick={() => goOn(end)}>
				Continue from here
			</Button>
		</div>
	);
}
