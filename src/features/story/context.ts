import { useStore } from 'zustand';
import type { Sample } from '../../library/samples';
import { createRequiredContext } from '../../ui/requiredContext';
import type { StoryState } from './state';
import type { Story } from './store';

/** What the panel's parts reach for. */
export interface StoryRoom {
	readonly story: Story;
	/** Other work that the worker is busy with, and that a story waits for. */
	readonly elsewhere?: string | undefined;
	/** Ways for pictures and texts to come in and go out, kept by the shell. */
	readonly pictures: {
		choose(): void;
		openCamera(): void;
		paste(): void;
		takeSample(sample: Sample): void;
		/** Text files, as styles or as stories to open again. */
		takeTexts(files: readonly File[]): void;
		openKept(id: string): void;
		removeKept(id: string): void;
		removeStyle(id: string): void;
	};
}

export const [StoryContext, useStoryRoom] = createRequiredContext<StoryRoom>('the Story panel');

/** A piece of Story's state; the part is drawn anew when that piece changes. */
export function useStory<T>(select: (state: StoryState) => T): T {
	return useStore(useStoryRoom().story, select);
}
