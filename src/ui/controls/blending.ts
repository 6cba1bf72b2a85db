/** Selecting one item, or several to blend. */

export interface BlendPart {
	readonly key: string;
	readonly title: string;
	/** Relative to the other parts'. */
	readonly weight: number;
}

/** Selects an item. While blending it is added, or removed if it was selected; one always remains. */
export function picked<P extends BlendPart>(parts: readonly P[], part: P, blending: boolean): readonly P[] {
	if (!blending) return [part];
	const others = parts.filter(({ key }) => key !== part.key);
	return others.length < parts.length && others.length > 0 ? others : [...others, part];
}

/** Without blending, only the item that was selected last remains. */
export const allowed = <P extends BlendPart>(parts: readonly P[], blending: boolean): readonly P[] =>
	blending ? parts : parts.slice(-1);

export const weighed = <P extends BlendPart>(parts: readonly P[], key: string, weight: number): readonly P[] =>
	parts.map((part) => (part.key === key ? { ...part, weight } : part));
