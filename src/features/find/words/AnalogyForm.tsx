import { type FormEvent, useState } from 'react';
import type { Engine } from '../../../engine/protocol';
import { Button } from '../../../ui/controls/Button';
import { FailureNotice } from '../../../ui/feedback/FailureNotice';
import { useAnswer } from '../../../ui/useAnswer';
import { tokenise } from '../shared/tokenise';
import type { FindJobs, NearWordsResult } from '../types';
import styles from './AnalogyForm.module.css';
import { NearWords } from './NearWords';
import { UnknownWord } from './WordChips';
import { WordInput } from './WordInput';
import wordsView from './WordsView.module.css';

type Place = 'a' | 'b' | 'c';
type Question = Readonly<Record<Place, string>>;

interface AnalogyFormProps {
	readonly engine: Pick<Engine<FindJobs>, 'run'>;
	/** The vocabulary, most frequent first. */
	readonly words: readonly string[];
	readonly onPick: (word: string) => void;
}

const example: Question = { a: 'dog', b: 'dogs', c: 'cat' };
const answers = 6;

/** Asks what c is to, as a is to b, and lists the best answers. */
export function AnalogyForm({ engine, words, onPick }: AnalogyFormProps) {
	const [question, setQuestion] = useState(example);
	/** What was asked; undefined again when a word is changed. */
	const [asked, setAsked] = useState<Question>();
	const { given, failure } = useAnswer(asked, (of, { signal }) =>
		engine.run('analogy', { ...of, count: answers }, { signal }),
	);
	const onSubmit = (event: FormEvent) => {
		event.preventDefault();
		setAsked({ ...question });
	};
	/** Replaces an unknown word wherever it was typed, and asks again. */
	const replace = (unknown: string, known: string) => {
		const mend = (typed: string) => (wordOf(typed) === unknown ? known : typed);
		const mended = { a: mend(question.a), b: mend(question.b), c: mend(question.c) };
		setQuestion(mended);
		setAsked(mended);
	};
	const field = (place: Place, label: string) => (
		<WordInput
			selects
			label={label}
			words={words}
			value={question[place]}
			onChange={(word) => {
				setQuestion({ ...question, [place]: word });
				setAsked(undefined);
			}}
		/>
	);
	const whole = [question.a, question.b, question.c].every((word) => word.trim() !== '');
	return (
		<section aria-label="Analogies">
			<h2>Analogies</h2>
			<form className={styles.form} onSubmit={onSubmit}>
				{field('a', 'First word')}
				<span>is to</span>
				{field('b', 'Second word')}
				<span>as</span>
				{field('c', 'Third word')}
				<span>is to</span>
				<Button type="submit" look="primary" disabled={!whole}>
					Solve
				</Button>
			</form>
			<FailureNotice failure={asked && failure} />
			{asked && !failure && (
				<Answer answer={given?.question === asked ? given.answer : undefined} onPick={onPick} onReplace={replace} />
			)}
		</section>
	);
}

/** Normalises a typed word as the worker does. */
const wordOf = (typed: string): string => tokenise(typed)[0] ?? typed.trim().toLowerCase();

interface AnswerProps {
	readonly answer: NearWordsResult | undefined;
	readonly onPick: (word: string) => void;
	readonly onReplace: (unknown: string, known: string) => void;
}

function Answer({ answer, onPick, onReplace }: AnswerProps) {
	if (answer === undefined || 'found' in answer)
		return <NearWords label="Answers" words={answer?.found} onPick={onPick} />;
	return answer.unknown.map(({ word, spelling, meaning }) => {
		const suggestions = [...new Set([...spelling, ...meaning])].slice(0, 5);
		return (
			<p key={word} className={wordsView.hint} role="status">
				<UnknownWord
					unknown={word}
					words={suggestions}
					advice=" Try a simpler word."
					onPick={(known) => onReplace(word, known)}
				/>
			</p>
		);
	});
}
