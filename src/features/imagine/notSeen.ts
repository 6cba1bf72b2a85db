/** What a sentence tells and its birds do not show, by the scorer's opinion. */
import { type Sheet, shownBirds } from './state';
import { nameOf } from './told';

/** One part that is not seen in its colour. */
export interface NotSeen {
	/** Such as "white belly". */
	readonly name: string;
	/** Number of birds in which it is not seen, and of those that were looked at. */
	readonly birds: number;
	readonly of: number;
}

/** Finds what is not seen in one bird, or in most of those that a sheet shows. @param chosen the bird's index */
export function notSeenIn(sheet: Sheet, chosen: number | undefined): readonly NotSeen[] {
	const { told = [], drawn, unseen } = sheet;
	if (unseen === undefined) return [];
	const looked = (chosen === undefined ? shownBirds(sheet) : [chosen]).flatMap((at) => {
		const likely = drawn[at]?.likely;
		return likely === undefined ? [] : [likely];
	});
	const least = looked.length === 1 ? unseen.one : unseen.most;
	return told.flatMap((part, at) => {
		const birds = looked.filter((likely) => (likely[at] as number) < least).length;
		return 2 * birds > looked.length ? { name: nameOf(part), birds, of: looked.length } : [];
	});
}
