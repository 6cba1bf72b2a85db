import { describe, expect, it } from 'vitest';
import { isHidden, isPictureFile } from './fileKinds';
import { leftOutSentence, unreadSentence } from './leftOut';

describe('leftOutSentence', () => {
	it('counts what was left out by its kind, and says what can be opened', () => {
		const names = ['a.tif', 'b.TIFF', 'c.cr2', 'd.dng', 'e.svg', 'f.MOV', 'g.txt', 'h', 'i.psd'];
		expect(leftOutSentence(names)).toBe(
			'Left out: 2 TIFFs, 2 raw photos, 1 SVG, 1 video, 1 layered picture, and 2 other files. ' +
				'Only JPEG, PNG, WebP, GIF, BMP, AVIF and HEIC pictures can be opened here.',
		);
		expect(leftOutSentence(['a.mov'])).toMatch(/^Left out: 1 video\. /);
		expect(leftOutSentence([])).toBeUndefined();
	});
});

describe('unreadSentence', () => {
	it('names only a few of many', () => {
		expect(unreadSentence(['a.jpg', 'b.jpg'])).toBe('2 could not be read: “a.jpg”, “b.jpg”.');
		const many = Array.from({ length: 50 }, (_, at) => `${at}.jpg`);
		expect(unreadSentence(many)).toBe('50 could not be read: “0.jpg”, “1.jpg”, “2.jpg” and 47 others.');
	});
});

describe('isPictureFile', () => {
	it('goes by type or ending', () => {
		expect(isPictureFile({ name: 'a.AVIF' })).toBe(true);
		expect(isPictureFile({ name: 'no ending', type: 'image/jpeg' })).toBe(true);
		expect(isPictureFile({ name: 'a.svg', type: 'image/svg+xml' })).toBe(false);
	});
});

describe('isHidden', () => {
	it('knows what systems make for themselves, anywhere on the path', () => {
		expect(['.a.jpg', 'x/.cache/b.jpg', '__MACOSX/c.jpg', 'x/Thumbs.db'].every(isHidden)).toBe(true);
		expect(isHidden('Holiday/a.jpg')).toBe(false);
	});
});
