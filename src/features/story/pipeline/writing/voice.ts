/** The storyteller with its place in a story: what it has heard, what it tells of, and a mark to go back to. */
import { type Tensor2D, tensor1d, tidy } from '@tensorflow/tfjs-core';
import type { Teller, Thought } from '../../../../nets/storyteller';
import type { ThoughtVector } from '../../types';

/**
 * A place in a story. The last token is not yet in the state, because it is heard with the thought of what comes
 * after it, and that may change.
 */
interface Position {
	/** [1, hidden] */
	readonly state: Tensor2D;
	readonly last: number;
}

/** Tokens that are heard between two turns. */
const CHUNK = 32;

export class Voice {
	private here: Position;
	private mark: Position;
	/** The state after all that was said. */
	private now: Tensor2D | undefined;
	private thought: Thought;

	/** @param start the token that every story begins with */
	constructor(
		readonly storyteller: Teller,
		start: number,
		thought: ThoughtVector,
	) {
		this.here = { state: storyteller.initialState(), last: start };
		this.mark = this.here;
		this.thought = storyteller.condition(thought);
	}

	/** What the next tokens tell of. */
	tell(thought: ThoughtVector): void {
		this.forget();
		dispose(this.thought);
		this.thought = this.storyteller.condition(thought);
	}

	/** Hears what is there already, from the start on. Sets the mark behind it. @param tokens not empty */
	async listen(tokens: readonly number[], yieldTurn: () => Promise<void>): Promise<void> {
		const heard = tokens.slice(0, -1);
		for (let from = 0; from < heard.length; from += CHUNK) {
			const state = this.storyteller.prefill(this.here.state, heard.slice(from, from + CHUNK), this.thought);
			this.move({ state, last: this.here.last });
			this.setMark();
			await yieldTurn();
		}
		this.move({ state: this.here.state, last: tokens.at(-1) as number });
		this.setMark();
	}

	/** What may come next, before softmax; a copy. */
	async next(): Promise<Float32Array> {
		const logits = this.storyteller.logits(this.heard(), this.thought);
		const read = (await logits.data()) as Float32Array;
		logits.dispose();
		return read.slice();
	}

	/** The state that has heard everything, [1, hidden], and what it tells of; the voice's own. */
	get hearing(): { readonly state: Tensor2D; readonly thought: Thought } {
		return { state: this.heard(), thought: this.thought };
	}

	say(token: number): void {
		const state = this.heard();
		this.now = undefined;
		this.move({ state, last: token });
	}

	/** Marks the place to go back to. */
	setMark(): void {
		const { mark } = this;
		this.mark = this.here;
		if (mark.state !== this.here.state) mark.state.dispose();
	}

	/** Takes back what was said since the mark. */
	goBack(): void {
		this.move(this.mark);
	}

	dispose(): void {
		this.goBack();
		this.mark.state.dispose();
		dispose(this.thought);
	}

	private heard(): Tensor2D {
		const { state, last } = this.here;
		this.now ??= tidy(() => this.storyteller.step(state, tensor1d([last], 'int32'), this.thought));
		return this.now;
	}

	private forget(): void {
		this.now?.dispose();
		this.now = undefined;
	}

	private move(to: Position): void {
		this.forget();
		const { state } = this.here;
		this.here = to;
		if (state !== to.state && state !== this.mark.state) state.dispose();
	}
}

function dispose({ gates, output }: Thought): void {
	gates.dispose();
	output.dispose();
}
