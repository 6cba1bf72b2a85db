import { describe, expect, it } from 'vitest';
import { typeset } from './typeset';

describe('quotation marks', () => {
	it.each([
		[`"Come in," he said. "Don't wait."`, '“Come in,” he said. “Don’t wait.”'],
		[`'Tis the dogs' house, and 'mine'.`, '’Tis the dogs’ house, and ‘mine’.'],
		[`He said: "She told me 'go.'"`, 'He said: “She told me ‘go.’”'],
		[`"I thought—" She stopped.`, '“I thought—” She stopped.'],
		[`He cried—"Now!"`, 'He cried—“Now!”'],
		[`"One.\n\n"Two."`, '“One.\n\n“Two.”'],
		['“Set” already ‘so’', '“Set” already ‘so’'],
	])('of %s', (straight, set) => {
		expect(typeset(straight)).toBe(set);
		expect(typeset(straight)).toHaveLength(straight.length);
	});

	it('are the same word by word as at once', () => {
		const text = `"Come in," he said. "Don't wait—" She'd gone. 'Twas late.`;
		let before = '';
		for (const part of text.match(/\s*\S+/g) ?? []) before += typeset(part, before);
		expect(before).toBe(typeset(text));
	});
});
