import { describe, expect, it } from 'vitest';
import { checkout } from './checkout';
import { importsOf } from './imports';
import { findings } from './layers';

const messages = (tree: Record<string, string>) =>
	findings(new Map(Object.entries(tree))).map(({ file, message }) => `${file}: ${message}`);

describe('the layers of this checkout', () => {
	it('are kept', () => {
		const tree = checkout();
		expect([...tree.keys()].filter((file) => file.startsWith('src/')).length).toBeGreaterThan(10);
		expect(findings(tree)).toEqual([]);
	});
});

describe('the rule itself', () => {
	it('lets a layer import from those above it', () => {
		expect(
			messages({
				'src/nets/gram.ts': "import { tidy } from '@tensorflow/tfjs-core';",
				'src/features/paint/pipeline.ts': "import { gram } from '../../nets/gram';",
				'src/features/paint/Panel.tsx': "import { useState } from 'react';\nimport { gram } from './options';",
				'src/features/paint/options.ts': '',
				'src/app/tabs/paint/tab.ts': "const page = () => import('../../../features/paint/Panel');",
				'src/app/tabs/registry.ts': "import { paintTab } from './paint/tab';",
			}),
		).toEqual([]);
	});

	it('finds an import from below, also dynamic, re-exported, of types only, or as a worker address', () => {
		const target = { 'src/app/worker.ts': '' };
		for (const text of [
			"import { a } from '../app/worker';",
			"import {\n\ta,\n\tb,\n} from '../app/worker';",
			"import type { A } from '../app/worker';",
			"export * from '../app/worker';",
			"import '../app/worker';",
			"const late = await import('../app/worker');",
			"new Worker(new URL('../app/worker.ts', import.meta.url), { type: 'module' });",
		]) {
			expect(messages({ ...target, 'src/engine/client.ts': text }), text).toEqual([
				'src/engine/client.ts: imports src/app/worker.ts, but engine stands above app',
			]);
		}
	});

	it('keeps the engine and the model files free of networks and features', () => {
		expect(
			messages({
				'src/networks/worker/captioner.ts': '',
				'src/features/find/types.ts': '',
				'src/engine/worker/host.ts': "import { openCaptioner } from '../../networks/worker/captioner';",
				'src/engine/client.ts': "import type { FindJobs } from '../features/find/types';",
				'src/models/loader.ts': "import { openCaptioner } from '../networks/worker/captioner';",
			}),
		).toEqual([
			'src/engine/worker/host.ts: imports src/networks/worker/captioner.ts, but engine stands above networks',
			'src/engine/client.ts: imports src/features/find/types.ts, but engine stands above features',
			'src/models/loader.ts: imports src/networks/worker/captioner.ts, but models stands above networks',
		]);
	});

	it('keeps nets and optim, and features, apart', () => {
		expect(
			messages({
				'src/optim/lbfgs.ts': "import { conv } from '../nets/conv';",
				'src/nets/conv.ts': '',
				'src/features/find/store.ts': "import { paint } from '../paint/store';",
				'src/features/paint/store.ts': '',
			}),
		).toEqual([
			'src/optim/lbfgs.ts: imports src/nets/conv.ts, but optim and nets do not know each other',
			'src/features/find/store.ts: imports src/features/paint/store.ts, but the feature find imports the feature paint',
		]);
	});

	it('lets only a tab know its feature, and no tab another one', () => {
		expect(
			messages({
				'src/features/paint/store.ts': '',
				'src/app/App.tsx': "import { paint } from '../features/paint/store';",
				'src/app/tabs/paint/studio.ts': "import { paint } from '../../../features/paint/store';",
				'src/app/tabs/find/studio.ts': "import type { Paint } from '../../../features/paint/store';",
				'src/app/tabs/find/intake.ts': "import { paint } from '../paint/studio';",
			}),
		).toEqual([
			'src/app/App.tsx: imports src/features/paint/store.ts, but the shell knows no feature: only app/tabs/paint may',
			'src/app/tabs/find/studio.ts: imports src/features/paint/store.ts, but the feature find imports the feature paint',
			'src/app/tabs/find/intake.ts: imports src/app/tabs/paint/studio.ts, but the feature find imports the feature paint',
		]);
	});

	it('finds React behind a worker file, however far', () => {
		expect(
			messages({
				'src/features/paint/pipeline.ts': "import { a } from './shared/a';",
				'src/features/paint/shared/a.ts': "import { useStore } from './b';",
				'src/features/paint/shared/b.ts': "import { useState } from 'react';",
			}),
		).toEqual([
			"src/features/paint/pipeline.ts: a worker's file reaches React: src/features/paint/pipeline.ts -> " +
				'src/features/paint/shared/a.ts -> src/features/paint/shared/b.ts -> react',
		]);
	});

	it('finds long files, files in no layer, and imports out of src; tests may import anything', () => {
		expect(
			messages({
				'training/perception/train.py': 'x\n'.repeat(351),
				'src/helpers/a.ts': '',
				'src/models/a.ts': "import { b } from '../../scripts/b';",
				'src/models/a.test.ts': "import { b } from '../../scripts/b';\nimport { x } from '../app/x';",
				'src/app/x.ts': '',
			}),
		).toEqual([
			'training/perception/train.py: 351 lines, and 350 is the limit',
			'src/helpers/a.ts: lies in no layer',
			'src/models/a.ts: imports ../../scripts/b, which lies outside of src',
		]);
	});

	it('does not take a comment for an import', () => {
		expect(importsOf("/** import { a } from './a' */\n// import './b'\nimport './c';")).toEqual(['./c']);
	});
});
