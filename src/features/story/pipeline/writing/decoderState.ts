/** The decoder's state along a story, its condition, and a checkpoint to return to. */
import { type Tensor2D, tensor1d, tidy } from '@tensorflow/tfjs-core';
import type { Condition, StoryDecoder } from '../../../../nets/storyteller';

/**
 * A position in a story. The last token is not yet in the state: it is read together with the thought vector of what
 * follows, which may still change.
 */
interface Position {
	/** [1, hidden] */
	readonly state: Tensor2D;
	readonly last: number;
}

/** Tokens that are read between two turns. */
const CHUNK = 32;

export class DecoderState {
	private current: Position;
	private checkpoint: Position;
	/** The state after all tokens, computed when first needed. */
	private advanced: Tensor2D | undefined;
	private condition: Condition;

	/** @param start the token that every story begins with */
	constructor(
		readonly storyteller: StoryDecoder,
		start: number,
		condition: Float32Array,
	) {
		this.current = { state: storyteller.initialState(), last: start };
		this.checkpoint = this.current;
		this.condition = storyteller.condition(condition);
	}

	/** Sets what the next tokens are conditioned on. */
	setCondition(condition: Float32Array): void {
		this.discardAdvanced();
		dispose(this.condition);
		this.condition = this.storyteller.condition(condition);
	}

	/** Reads a prompt, and sets the checkpoint after it. @param tokens not empty; the first is the start token */
	async prefill(tokens: readonly number[], yieldTurn: () => Promise<void>): Promise<void> {
		const read = tokens.slice(0, -1);
		for (let from = 0; from < read.length; from += CHUNK) {
			const state = this.storyteller.prefill(this.current.state, read.slice(from, from + CHUNK), this.condition);
			this.move({ state, last: this.current.last });
			this.setCheckpoint();
			await yieldTurn();
		}
		this.move({ state: this.current.state, last: tokens.at(-1) as number });
		this.setCheckpoint();
	}

	/** Logits of the next token; a copy. */
	async nextLogits(): Promise<Float32Array> {
		const logits = this.storyteller.logits(this.advance(), this.condition);
		const read = (await logits.data()) as Float32Array;
		logits.dispose();
		return read.slice();
	}

	/** The state after all tokens, [1, hidden], and the condition; both stay owned by this object. */
	get snapshot(): { readonly state: Tensor2D; readonly condition: Condition } {
		return { state: this.advance(), condition: this.condition };
	}

	/** Appends a token. */
	append(token: number): void {
		const state = this.advance();
		this.advanced = undefined;
		this.move({ state, last: token });
	}

	/** Sets the checkpoint here. */
	setCheckpoint(): void {
		const { checkpoint } = this;
		this.checkpoint = this.current;
		if (checkpoint.state !== this.current.state) checkpoint.state.dispose();
	}

	/** Discards the tokens since the checkpoint. */
	restore(): void {
		this.move(this.checkpoint);
	}

	dispose(): void {
		this.restore();
		this.checkpoint.state.dispose();
		dispose(this.condition);
	}

	private advance(): Tensor2D {
		const { state, last } = this.current;
		this.advanced ??= tidy(() => this.storyteller.step(state, tensor1d([last], 'int32'), this.condition));
		return this.advanced;
	}

	private discardAdvanced(): void {
		this.advanced?.dispose();
		this.advanced = undefined;
	}

	private move(to: Position): void {
		this.discardAdvanced();
		const { state } = this.current;
		this.current = to;
		if (state !== to.state && state !== this.checkpoint.state) state.dispose();
	}
}

function dispose({ gates, output }: Condition): void {
	for (const tensor of gates) tensor.dispose();
	output.dispose();
}
