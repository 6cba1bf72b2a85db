import { useImagine } from '../../context';
import { isAbout } from '../../inspecting';
import type { Inspection } from '../../state';
import type { Bird } from '../../types';

/** The bird that is inspected, as it was drawn. */
export interface Inspected {
	readonly bird: Bird;
	readonly truncation: number;
}

/** What is known about a bird. */
export const useInspection = ({ bird, truncation }: Inspected): Inspection | undefined =>
	useImagine(({ inspection }) => (isAbout(inspection, bird, truncation) ? inspection : undefined));
