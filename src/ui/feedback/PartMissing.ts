import { AtelierError } from '../../models/errors';

/** Thrown in place of a part of the page whose script or style sheet could not be loaded. */
export class PartMissing extends AtelierError {
	/** Makes the part load again when it is next shown. */
	readonly forget: () => void;

	constructor(name: string, cause: unknown, forget: () => void) {
		super('network-failed', `${name} could not be loaded. Check your connection and try again.`, { cause });
		this.forget = forget;
	}
}
