import type { StyleEntry } from './catalogue';

/** Text for comparing: case, accents and punctuation do not matter, so that "cafe terrace" is Café Terrace. */
export const plain = (text: string): string =>
	text
		.normalize('NFD')
		.replace(/\p{Mark}/gu, '')
		.toLowerCase()
		.replace(/[^a-z0-9]+/g, ' ')
		.trim();

/** The styles in whose title, painter, year or place each word of a query begins a word. */
export function searchStyles(styles: readonly StyleEntry[], query: string): readonly StyleEntry[] {
	const words = plain(query).split(' ');
	return styles.filter(({ title, painter, year, place }) => {
		const text = ` ${plain(`${title} ${painter} ${year} ${place}`)}`;
		return words.every((word) => text.includes(` ${word}`));
	});
}

export interface StyleGroup {
	readonly painter: string;
	readonly styles: readonly StyleEntry[];
}

/** The styles by painter, painters with most styles first; those with a single one stand together. */
export function groupStyles(styles: readonly StyleEntry[]): readonly StyleGroup[] {
	const painters = [...new Set(styles.map(({ painter }) => painter))];
	const groups = painters.map((painter) => ({ painter, styles: styles.filter((style) => style.painter === painter) }));
	const large = groups.filter((group) => group.styles.length > 1).sort((a, b) => b.styles.length - a.styles.length);
	const single = groups.flatMap((group) => (group.styles.length === 1 ? group.styles : []));
	if (single.length === 0) return large;
	return [...large, { painter: large.length > 0 ? 'Other painters' : 'Painters', styles: single }];
}
