import { type CSSProperties, type KeyboardEvent, memo, useRef, useState } from 'react';
import { classes } from '../../../ui/classes';
import { paragraphsOf } from '../pieces';
import type { Place } from '../readAloud';
import type { Draft } from '../state';
import type { StoryWord } from '../types';
import styles from './StoryText.module.css';
import { useFollow } from './useFollow';
import { WordDetails } from './WordDetails';

interface StoryTextProps {
	readonly draft: Draft;
	readonly writing: boolean;
	/** Tints words by how unexpected they were, and shows their alternatives. */
	readonly inspecting: boolean;
	/** The sentence that is being read aloud. */
	readonly spoken?: Place | undefined;
}

/** Full tint at a probability of 10 to the power of minus this. */
const fullTint = 3;
const tintOf = (probability: number): number => Math.min(1, -Math.log10(Math.max(probability, 1e-9)) / fullTint);

/** The story's text, while it is being written and afterwards. */
export function StoryText({ draft, writing, inspecting, spoken }: StoryTextProps) {
	const text = useRef<HTMLDivElement>(null);
	const end = useRef<HTMLSpanElement>(null);
	const [pointed, setPointed] = useState<number>();
	useFollow(end, draft.pieces, writing);
	const paragraphs = paragraphsOf(draft.pieces);
	const isInspected = inspecting && !writing;
	const inspectable = isInspected ? draft.pieces.flatMap(({ word }, at) => (word ? [at] : [])) : [];
	/** The one word in the tab order; the arrow keys move from it (roving tabindex). */
	const entry = pointed !== undefined && inspectable.includes(pointed) ? pointed : inspectable[0];

	const wordAt = (at: number) => text.current?.querySelector<HTMLElement>(`[data-at="${at}"]`);
	const onKey = (event: KeyboardEvent) => {
		if (event.key === 'Escape') setPointed(undefined);
		const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
		if (by === 0 || entry === undefined) return;
		event.preventDefault();
		const next = inspectable[inspectable.indexOf(entry) + by];
		if (next !== undefined) wordAt(next)?.focus();
	};
	const details = isInspected && pointed !== undefined ? draft.pieces[pointed] : undefined;
	const anchor = pointed === undefined ? null : wordAt(pointed);
	return (
		// biome-ignore lint/a11y/noStaticElementInteractions: only listens to what bubbles up from the words inside
		<div
			ref={text}
			data-testid="story-text"
			className={classes(styles.text, writing && styles.growing)}
			onPointerLeave={() => setPointed(undefined)}
			onBlur={({ relatedTarget, currentTarget }) => {
				if (!currentTarget.contains(relatedTarget)) setPointed(undefined);
			}}
			onKeyDown={onKey}
		>
			{paragraphs.map((pieces, at) => (
				<p key={pieces[0]?.from ?? at}>
					{pieces.map((piece) => (
						<PieceView
							key={piece.from}
							text={piece.text}
							word={piece.word}
							at={piece.at}
							inspecting={inspecting}
							isEntry={isInspected ? piece.at === entry : undefined}
							isOpen={piece.at === pointed}
							isSpoken={spoken !== undefined && piece.from >= spoken.from && piece.from < spoken.to}
							onPoint={setPointed}
						/>
					))}
					{writing && at === paragraphs.length - 1 && <span ref={end} className={styles.caret} />}
				</p>
			))}
			{details?.word && anchor && pointed !== undefined && (
				<WordDetails
					word={details.word}
					anchor={anchor}
					at={pointed}
					draft={draft}
					onClose={() => setPointed(undefined)}
				/>
			)}
		</div>
	);
}

interface PieceProps {
	readonly text: string;
	readonly word: StoryWord | undefined;
	readonly at: number;
	readonly inspecting: boolean;
	/** Undefined while words cannot be inspected. */
	readonly isEntry: boolean | undefined;
	readonly isOpen: boolean;
	readonly isSpoken: boolean;
	readonly onPoint: (at: number) => void;
}

/** One piece. Memoised: a story grows by several a second. */
const PieceView = memo(function PieceView(props: PieceProps) {
	const { text, word, at, inspecting, isEntry, isOpen, isSpoken, onPoint } = props;
	const spoken = isSpoken && styles.spoken;
	if (word === undefined || !inspecting) return <span className={classes(spoken) || undefined}>{text}</span>;
	const body = text.trimStart();
	const style = { '--tint': `${Math.round(100 * tintOf(word.probability))}%` } as CSSProperties;
	return (
		<>
			{text.slice(0, text.length - body.length)}
			{isEntry === undefined ? (
				<span className={classes(styles.word, spoken)} style={style}>
					{body}
				</span>
			) : (
				// biome-ignore lint/a11y/useSemanticElements: a button's box would break lines before commas
				<span
					role="button"
					tabIndex={isEntry ? 0 : -1}
					className={classes(styles.word, spoken)}
					style={style}
					data-at={at}
					aria-expanded={isOpen}
					onPointerEnter={(event) => {
						if (event.pointerType === 'mouse') onPoint(at);
					}}
					onFocus={() => onPoint(at)}
					onClick={() => onPoint(at)}
					onKeyDown={(event) => {
						if (event.key === 'Enter' || event.key === ' ') event.preventDefault();
					}}
				>
					{body}
				</span>
			)}
		</>
	);
});
