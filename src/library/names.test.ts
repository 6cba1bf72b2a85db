import { describe, expect, it } from 'vitest';
import { quoted, shownName, withoutEnding } from './names';

describe('withoutEnding', () => {
	it('takes off the endings of files that are read here, and nothing else', () => {
		expect(['IMG_0001.JPG', 'a.b.heic', 'notes.md', '.png'].map(withoutEnding)).toEqual([
			'IMG_0001',
			'a.b',
			'notes',
			'.png',
		]);
		const whole = ['Scan 2024.03.15', 'St. Ives', 'v1.2', 'Mr. Smith', 'no ending'];
		expect(whole.map(withoutEnding)).toEqual(whole);
	});
});

describe('shownName', () => {
	it('keeps both ends of a name that is too long for a line', () => {
		const shown = shownName(`${'long '.repeat(1000)}(2)`);
		expect(shown.length).toBeLessThanOrEqual(120);
		expect(shown).toMatch(/^long long .*….*\(2\)$/);
	});

	it('is one line that cannot disguise what follows', () => {
		expect(shownName('photo\u202egnp.exe')).toBe('photo gnp.exe');
		expect(shownName('a\n\tb\u2028c\u0000')).toBe('a b c');
		expect(shownName('half \ud83d')).toBe('half \ufffd');
		expect(shownName('👩‍👩‍👧 Ζωή 猫')).toBe('👩‍👩‍👧 Ζωή 猫');
	});
});

describe('quoted', () => {
	it('fits a name into a sentence', () => {
		expect(quoted('waves (2)')).toBe('“waves (2)”');
		expect(quoted('long '.repeat(100)).length).toBeLessThanOrEqual(62);
	});

	it('keeps the order of the words around a name that is written from right to left', () => {
		expect(quoted('שלום (2)')).toBe('“\u2068שלום (2)\u2069”');
	});
});
