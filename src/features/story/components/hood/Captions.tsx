import { useState } from 'react';
import { Button } from '../../../../ui/controls/Button';
import { HoodSection } from '../../../../ui/layout/Hood';
import type { RankedCaption } from '../../types';
import styles from './Captions.module.css';

const shownAtFirst = 5;

interface CaptionsProps {
	/** Best first. */
	readonly nearest: readonly RankedCaption[];
	readonly bank: number;
}

/** The captions nearest to the picture in the joint embedding space. */
export function Captions({ nearest, bank }: CaptionsProps) {
	const [all, setAll] = useState(false);
	const shown = all ? nearest : nearest.slice(0, shownAtFirst);
	return (
		<HoodSection title="Nearest captions">
			<ol className={styles.captions}>
				{shown.map(({ text, similarity, source, probability }) => (
					<li key={text}>
						<span>{text}</span>
						<span className="numbers">
							{source === 'bank' ? 'bank' : 'generated'}
							{probability !== undefined && `, ${Math.round(100 * probability)}% sure`}{' '}
							<b>{similarity.toFixed(3).replace('-', '−')}</b>
						</span>
					</li>
				))}
			</ol>
			<p className="numbers">
				Generated from this picture, or found among {bank.toLocaleString('en')} in the bank; the figure is the cosine
				similarity to the picture.
			</p>
			{nearest.length > shownAtFirst && (
				<Button look="plain" aria-expanded={all} onClick={() => setAll(!all)}>
					{all ? 'Show five' : `Show all ${nearest.length}`}
				</Button>
			)}
		</HoodSection>
	);
}
