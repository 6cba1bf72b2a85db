import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from './build';
import { noticeOf, packageFolder } from './notices';

describe('the notices of the build’s packages', () => {
	it('find the package of a module, also within another and with a scope', () => {
		expect(packageFolder('/a/node_modules/react/index.js')).toBe(join('/a/node_modules/react'));
		expect(packageFolder('/a/node_modules/@b/c/lib/d.js')).toBe(join('/a/node_modules/@b/c'));
		expect(packageFolder('/a/node_modules/b/node_modules/c/d.js')).toBe(join('/a/node_modules/b/node_modules/c'));
		expect(packageFolder('/a/src/app/main.tsx')).toBeUndefined();
		expect(packageFolder('\0/a/node_modules/virtual')).toBeUndefined();
	});

	it('have the licence of each, and the Apache licence where a package leaves it out', () => {
		expect(noticeOf(join(root, 'node_modules/react'), 'apache')).toMatchObject({
			...{ name: 'react', license: 'MIT', texts: [expect.stringContaining('Permission is hereby granted')] },
		});
		expect(noticeOf(join(root, 'node_modules/@tensorflow/tfjs-core'), 'apache').texts).toEqual(['apache']);
	});
});
