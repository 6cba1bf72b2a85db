import { useLayoutEffect, useRef, useState } from 'react';
import { ShareList } from '../../../ui/charts/ShareList';
import { classes } from '../../../ui/classes';
import { Button } from '../../../ui/controls/Button';
import { attempt } from '../../../ui/feedback/toasts';
import { percent } from '../../../ui/format';
import { useStory, useStoryContext } from '../context';
import { insteadOf, textOf } from '../pieces';
import type { Draft } from '../state';
import type { StoryWord } from '../types';
import styles from './WordDetails.module.css';

interface WordDetailsProps {
	readonly word: StoryWord;
	/** The word's element; the details are placed below it. */
	readonly anchor: HTMLElement;
	/** Its place in the draft's pieces. */
	readonly at: number;
	readonly draft: Draft;
	readonly onClose: () => void;
}

/** A word's probability, its alternatives, and ways to continue from it. */
export function WordDetails({ word, anchor, at, draft, onClose }: WordDetailsProps) {
	const { story } = useStoryContext();
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
	return (
		<div ref={box} className={classes('floating', styles.details)} style={place}>
			<p className="numbers">
				“{word.text.trim()}”, {percent(word.probability)}
			</p>
			{word.others.length > 0 && (
				<ShareList
					label={`Instead of “${word.text.trim()}”`}
					items={word.others.map(({ text, probability }) => ({
						key: text,
						label: text.trim() || '¶',
						share: probability,
					}))}
					disabled={!hasPicture}
					title="Rewrite from here with this word"
					onPick={(text) => goOn(before.length, insteadOf(word, text, before))}
				/>
			)}
			<Button look="plain" icon="play" disabled={!hasPicture} onClick={() => goOn(end)}>
				Continue from here
			</Button>
		</div>
	);
}
