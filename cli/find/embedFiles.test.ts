import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AutomatedFile } from '../../src/app/automation/types';
import type { AutomatedEmbedding } from '../../src/app/tabs/find/automationTypes';
import { type EmbeddedEntry, type EmbedTools, embedFiles } from './embedFiles';

let folder: string;
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'atelier-embed-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const file = (name: string, content = name) => {
	const path = join(folder, name);
	writeFileSync(path, content);
	return { file: name, path };
};
const textOf = ({ data }: AutomatedFile) => Buffer.from(data, 'base64').toString();

/** A page whose vectors tell the file's content, and which cannot read what begins with "bad". */
const embed = vi.fn(
	async (files: readonly AutomatedFile[]): Promise<AutomatedEmbedding> => ({
		modelHash: 'model',
		pictures: files.map((one) =>
			textOf(one).startsWith('bad')
				? { name: one.name, why: `“${one.name}” is damaged.` }
				: {
						name: one.name,
						width: 2,
						height: 1,
						vector: Buffer.from(Float32Array.of(textOf(one).length, 0.5).buffer).toString('base64'),
						captions: [{ text: textOf(one), words: [textOf(one)], logProbability: -1 }],
					},
		),
	}),
);
const lines: string[] = [];
const tools: EmbedTools = { embed, tell: (line) => lines.push(line), now: () => 7 };
beforeEach(() => {
	embed.mockClear();
	lines.length = 0;
});

describe('embedFiles', () => {
	it('gives each file its entry, in order, and embeds copies once', async () => {
		const files = [file('b.jpg', 'cat'), file('a.jpg', 'sheep'), file('copy.jpg', 'cat')];
		const { entries, unreadable, embedded } = await embedFiles(files, tools);
		expect([...entries.keys()]).toEqual(['b.jpg', 'a.jpg', 'copy.jpg']);
		expect(entries.get('a.jpg')).toMatchObject({
			name: 'a',
			path: 'a.jpg',
			source: 'folder',
			width: 2,
			height: 1,
			added: 7,
			embedding: { modelHash: 'model', vector: Float32Array.of(5, 0.5), captions: [{ text: 'sheep' }] },
		});
		expect(entries.get('copy.jpg')?.hash).toBe(entries.get('b.jpg')?.hash);
		expect(entries.get('copy.jpg')).toMatchObject({ name: 'copy', embedding: { captions: [{ text: 'cat' }] } });
		expect(unreadable).toEqual([]);
		expect(embedded).toBe(2);
	});

	it('goes in chunks, the last one short, with a line for each', async () => {
		const files = Array.from({ length: 70 }, (_, at) => file(`many-${at}.jpg`));
		const { entries } = await embedFiles(files, tools);
		expect(embed.mock.calls.map(([chunk]) => chunk.length)).toEqual([32, 32, 6]);
		expect(entries.size).toBe(70);
		for (const [name, { embedding }] of entries) expect(embedding.captions[0]?.text).toBe(name);
		expect(lines).toEqual(['32/70 pictures, about 0 s left', '64/70 pictures, about 0 s left', '70/70 pictures']);
	});

	it('ends a chunk early when its files are large', async () => {
		const files = [1, 2, 3].map((at) => file(`large-${at}.jpg`, String(at).repeat(20e6)));
		await embedFiles(files, tools);
		expect(embed.mock.calls.map(([chunk]) => chunk.length)).toEqual([2, 1]);
	});

	it('passes by what cannot be read or opened, and names each', async () => {
		const gone = { file: 'gone.jpg', path: join(folder, 'gone.jpg') };
		const files = [file('bad.jpg'), gone, file('good.jpg'), file('bad-copy.jpg', 'bad.jpg')];
		const { entries, unreadable, embedded } = await embedFiles(files, tools);
		expect([...entries.keys()]).toEqual(['good.jpg']);
		expect(unreadable.map((one) => one.file)).toEqual(['bad.jpg', 'gone.jpg', 'bad-copy.jpg']);
		expect(unreadable[0]?.why).toBe('“bad.jpg” is damaged.');
		expect(unreadable[1]?.why).toMatch(/cannot be opened/);
		expect(embedded).toBe(1);
		expect(lines.slice(1)).toEqual(unreadable.map((one) => `${one.file}: ${one.why}`));
	});

	it('asks nothing for pictures that are known, whatever they were called', async () => {
		const first = await embedFiles([file('old.jpg', 'cow')], tools);
		const before = first.entries.get('old.jpg') as EmbeddedEntry;
		embed.mockClear();
		const known = (hash: string) => (hash === before.hash ? before : undefined);
		const { entries, embedded } = await embedFiles([file('new.jpg', 'cow')], { ...tools, known });
		expect(embed).not.toHaveBeenCalled();
		expect(embedded).toBe(0);
		expect(entries.get('new.jpg')).toEqual({ ...before, name: 'new', path: 'new.jpg' });
	});
});
