import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { root } from '../scripts/build';
import { defaultPaintOptions } from '../src/features/paint/options';
import { readText } from '../src/library/png/text';

interface Ended {
	readonly code: number;
	readonly stdout: string;
	readonly stderr: string;
}

/** Runs the command line as `npm run atelier -- ...` does. */
function atelier(...words: string[]): Promise<Ended> {
	return new Promise((resolve) => {
		execFile(
			process.execPath,
			['--import', 'tsx', join(root, 'cli', 'main.ts'), ...words],
			{ cwd: root },
			(error, stdout, stderr) => {
				resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr });
			},
		);
	});
}

test('help lists the commands, for names that are none too', async () => {
	for (const name of ['--help', 'constructor']) {
		const { code, stdout, stderr } = await atelier(name, '--help');
		expect([code, stdout]).toEqual([0, '']);
		expect(stderr).toContain('npm run atelier -- COMMAND FLAGS');
	}
});

const content = join(root, 'public', 'samples', 'coffee.jpg');

test('paints headless, writes a PNG with its recipe, and prints one line of JSON', async () => {
	const out = test.info().outputPath('painted.png');
	const words = ['--content', content, '--style', 'The Starry Night', '--size', '64', '--evaluations', '4'];
	// Balanced, the content weight is another than the option's.
	const more = ['--seed', '3', '--no-balance', '--backend', 'wasm', '--out', out];
	const { code, stdout, stderr } = await atelier('paint', ...words, ...more);
	expect(code, stderr).toBe(0);
	expect(stdout.trim().split('\n')).toHaveLength(1);
	const line = JSON.parse(stdout);
	expect(line).toMatchObject({ out, width: 64, height: 43, evaluations: 4, backend: 'wasm' });
	expect(line.modelHash).toMatch(/^[0-9a-f]{64}$/);
	const { content: contentLoss, style, totalVariation, total } = line.losses;
	const { contentWeight, styleWeight, tvWeight } = defaultPaintOptions;
	expect(total).toBeCloseTo(contentWeight * contentLoss + styleWeight * style + tvWeight * totalVariation, 3);
	expect(stderr).toContain('4/4');

	const png = readFileSync(out);
	expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([64, 43]);
	const recipe = JSON.parse((await readText(png, 'atelier-recipe')) ?? '{}');
	expect(recipe).toMatchObject({ tab: 'paint', options: { size: 64, evaluations: 4, seed: 3 } });
	expect(recipe.styles).toMatchObject([{ kind: 'pack', id: 'starry-night', title: 'The Starry Night' }]);
});

test('an invalid flag prints one sentence and exits with code 2; help lists every option', async () => {
	const wrong = await atelier(
		'paint',
		'--content',
		content,
		'--style',
		'starry-night',
		'--size',
		'9',
		'--out',
		'a.png',
	);
	expect(wrong).toMatchObject({ code: 2, stdout: '', stderr: '--size takes a whole number from 64 to 4096, not 9.\n' });
	const unknown = await atelier('pant');
	expect(unknown.code).toBe(2);
	expect(unknown.stderr).toMatch(/^There is no command "pant"\. There is: paint, .*\.\n$/);
	const help = await atelier('paint', '--help');
	expect(help.code).toBe(0);
	for (const flag of ['--content FILE', '--style-weight', '--[no-]original-colours', '--ladder auto|on|off']) {
		expect(help.stderr).toContain(flag);
	}
});

test('a file that is not a picture fails with the page’s message', async () => {
	const notes = join(root, 'LICENSE');
	const out = test.info().outputPath('none.png');
	const failed = await atelier('paint', '--content', notes, '--style', 'starry-night', '--out', out);
	expect(failed).toMatchObject({ code: 1, stdout: '' });
	expect(failed.stderr).toContain('“LICENSE” is not a picture that can be opened here.');
});
