import { describe, expect, it } from 'vitest';
import { createThrottle } from './progress';

interface Step {
	readonly type: string;
	readonly evaluation?: number;
	readonly preview?: string;
}

function setUp() {
	let time = 0;
	const sent: Step[] = [];
	const transferred: Transferable[] = [];
	const throttle = createThrottle(
		(event, transfer) => {
			sent.push(event as Step);
			transferred.push(...transfer);
		},
		() => time,
	);
	return { sent, transferred, throttle, wait: (ms: number) => (time += ms) };
}

describe('createThrottle', () => {
	it('sends the first event at once, merges what follows quickly, and keeps the last', () => {
		const { sent, throttle } = setUp();
		for (let evaluation = 1; evaluation <= 100; evaluation++) throttle.send({ type: 'step', evaluation });
		throttle.flush('now');
		expect(sent).toEqual([
			{ type: 'step', evaluation: 1 },
			{ type: 'step', evaluation: 100 },
		]);
	});

	it('sends every event of a slow job', () => {
		const { sent, throttle, wait } = setUp();
		for (let evaluation = 1; evaluation <= 5; evaluation++) {
			throttle.send({ type: 'step', evaluation });
			wait(200);
		}
		expect(sent.map((event) => event.evaluation)).toEqual([1, 2, 3, 4, 5]);
	});

	it('lets no event wait beyond the first yieldTurn after the interval', () => {
		const { sent, throttle, wait } = setUp();
		throttle.send({ type: 'step', evaluation: 1 });
		throttle.send({ type: 'step', evaluation: 2 });
		throttle.flush('due');
		expect(sent.length).toBe(1);
		wait(60);
		throttle.flush('due');
		expect(sent.length).toBe(2);
	});

	it('keeps a preview that only one of the merged events had, and transfers its buffer', () => {
		const { sent, transferred, throttle } = setUp();
		const buffer = new ArrayBuffer(4);
		throttle.send({ type: 'step', evaluation: 1 });
		throttle.send({ type: 'step', evaluation: 2, preview: 'picture' }, [buffer]);
		throttle.send({ type: 'step', evaluation: 3 });
		throttle.flush('now');
		expect(sent.at(-1)).toEqual({ type: 'step', evaluation: 3, preview: 'picture' });
		expect(transferred).toEqual([buffer]);
	});

	it('never reorders and never merges across types; the last of each run arrives', () => {
		const { sent, throttle, wait } = setUp();
		const types = ['loading', 'loading', 'preparing', 'step', 'step', 'step', 'smaller', 'step', 'step'];
		types.forEach((type, evaluation) => {
			throttle.send({ type, evaluation });
			wait(evaluation % 3);
		});
		throttle.flush('now');
		const order = sent.map((event) => event.evaluation as number);
		expect(order).toEqual(order.toSorted((a, b) => a - b));
		expect(new Set(order).size).toBe(order.length);
		for (const last of [1, 2, 5, 6, 8]) expect(order).toContain(last);
	});

	it('sends events without a type as they come', () => {
		const { sent, throttle } = setUp();
		throttle.send(1);
		throttle.send(2);
		expect(sent).toEqual([1, 2]);
	});

	it('sends an event that is to be delivered whole, in its place among the others', () => {
		const { sent, throttle } = setUp();
		throttle.send({ type: 'step', evaluation: 1 });
		throttle.send({ type: 'step', evaluation: 2 });
		throttle.deliver({ type: 'step', preview: 'a' });
		throttle.deliver({ type: 'step', preview: 'b' });
		throttle.send({ type: 'step', evaluation: 3 });
		throttle.send({ type: 'step', evaluation: 4 });
		throttle.flush('now');
		expect(sent).toEqual([
			{ type: 'step', evaluation: 1 },
			{ type: 'step', evaluation: 2 },
			{ type: 'step', preview: 'a' },
			{ type: 'step', preview: 'b' },
			{ type: 'step', evaluation: 4 },
		]);
	});
});
