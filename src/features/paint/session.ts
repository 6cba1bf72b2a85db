/** What of the Paint tab comes back after a reload: the choices, the newest painting, and one that was under way. */
import type { StoreApi } from 'zustand/vanilla';
import { readOptions } from '../../options/read';
import type { Parts, SessionOf } from '../../storage/session';
import { clipOptions } from './clips/options';
import { paintOptions } from './options';
import { presets } from './presets';
import type { Choices, ClipDraft, Draft, Painting, PaintState, Photo, StylePick } from './state';

type Find = (hash: string) => Photo | undefined;

/** Pictures of the library are kept there: here stand their hashes. */
type KeptStyle = Omit<StylePick, 'photo'> & { readonly photo?: string };
type KeptChoices = Omit<Choices, 'photo' | 'styles' | 'catalogue'> & {
	readonly photo?: string | undefined;
	readonly styles: readonly KeptStyle[];
};
type KeptDraft = Omit<Draft, 'choices' | 'clip'> & {
	readonly choices: KeptChoices;
	/** Its frames are parts of their own. */
	readonly clip?: Omit<ClipDraft, 'frames'>;
};
type KeptPainting = Omit<Painting, 'choices' | 'photo'> & { readonly choices: KeptChoices };

/** The same result for the same value: an unchanged part is not written again. */
function once<T extends object, R>(make: (value: T) => R): (value: T | undefined) => R | undefined {
	const known = new WeakMap<T, R>();
	return (value) => {
		if (value === undefined) return undefined;
		const made = known.get(value) ?? make(value);
		known.set(value, made);
		return made;
	};
}

const keptStyles = (styles: readonly StylePick[]): KeptStyle[] =>
	styles.map((style) => (style.kind === 'pack' ? style : { ...style, photo: style.photo.hash }));

const keptChoices = ({ photo, styles, mask, options, network, clip }: Choices): KeptChoices => ({
	...{ photo: photo?.hash, styles: keptStyles(styles), options, network },
	...(mask && { mask }),
	...(clip && { clip }),
});

function stylesFrom(kept: readonly KeptStyle[], find: Find): StylePick[] {
	return kept.flatMap(({ photo: hash, ...style }): StylePick[] => {
		if (style.kind === 'pack') return [style as StylePick];
		const photo = hash === undefined ? undefined : find(hash);
		return photo ? [{ ...style, kind: 'picture', photo }] : [];
	});
}

/** @returns undefined when the photo or all styles were deleted */
function choicesFrom({ photo: hash, styles: kept, ...rest }: KeptChoices, find: Find): Choices | undefined {
	const photo = hash === undefined ? undefined : find(hash);
	const styles = stylesFrom(kept, find);
	return photo && styles.length > 0 ? { ...rest, photo, styles } : undefined;
}

/** The name of the part that keeps a frame of a clip under way. */
const framePart = (at: number): string => `frame ${at}`;

function draftFrom(parts: Parts, find: Find): Draft | undefined {
	const kept = parts.draft as KeptDraft | undefined;
	const choices = kept && choicesFrom(kept.choices, find);
	if (kept === undefined || choices === undefined) return undefined;
	const { clip, ...draft } = kept;
	if (clip === undefined) return { ...draft, choices };
	const frames: Blob[] = [];
	for (let frame = parts[framePart(0)]; frame !== undefined; frame = parts[framePart(frames.length)]) {
		frames.push(frame as Blob);
	}
	return { ...draft, choices, clip: { ...clip, frames } };
}

function paintingFrom(kept: KeptPainting | undefined, find: Find): Painting | undefined {
	const choices = kept && choicesFrom(kept.choices, find);
	return kept && choices?.photo && { ...kept, choices, photo: choices.photo };
}

/** @param find returns the library's picture with a SHA-256 */
export function paintSession(
	{ getState: get, setState: set }: StoreApi<PaintState>,
	find: Find,
): SessionOf<PaintState> {
	const stylesOf = once(keptStyles);
	const draftOf = once(({ clip, choices, ...draft }: Draft): KeptDraft => {
		const kept = { ...draft, choices: keptChoices(choices) };
		if (clip === undefined) return kept;
		const { frames: _, ...rest } = clip;
		return { ...kept, clip: rest };
	});
	const paintingOf = once(({ photo: _, ...painting }: Painting): KeptPainting => {
		return { ...painting, choices: keptChoices(painting.choices) };
	});
	return {
		version: 1,
		parts: ({
			photo,
			styles,
			blending,
			mask,
			options,
			preset,
			network,
			catalogue,
			paintings,
			view,
			draft,
			clip,
			wholeClip,
		}) => {
			const [first, ...others] = styles;
			// The catalogue chooses its first style by itself: nothing that the visitor has done.
			const isDefault = others.length === 0 && (first === undefined || first.key === catalogue?.styles[0]?.id);
			return {
				...{ photo: photo?.hash, blending, mask, options, clip, wholeClip, preset, network, view },
				styles: isDefault ? undefined : stylesOf(styles),
				painting: paintingOf(paintings.at(-1)),
				draft: draftOf(draft),
				...Object.fromEntries((draft?.clip?.frames ?? []).map((frame, at) => [framePart(at), frame])),
			};
		},
		restore(parts, isFresh) {
			const { draft, run } = get();
			const interrupted = draftFrom(parts, find);
			if (interrupted && draft === undefined && run === undefined) set({ draft: interrupted });
			if (!isFresh) return;
			const { photo, blending, mask, preset, network, view, wholeClip } = parts as Partial<PaintState> & {
				photo?: string;
			};
			const styles = stylesFrom((parts.styles as readonly KeptStyle[] | undefined) ?? [], find);
			const painting = paintingFrom(parts.painting as KeptPainting | undefined, find);
			const shown = photo === undefined ? undefined : find(photo);
			set({
				...{ photo: shown, blending: blending === true, mask: shown && mask, network: network ?? 'perception' },
				options: readOptions(paintOptions, parts.options).options,
				clip: readOptions(clipOptions, parts.clip ?? {}).options,
				wholeClip: wholeClip ?? true,
				preset: presets.find(({ id }) => id === preset)?.id,
				...(styles.length > 0 && { styles }),
				...(painting && { paintings: [painting], view: view ?? 'compare' }),
			});
		},
	};
}
