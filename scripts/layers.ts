/**
 * Checks the layers by the text of the imports: each layer imports only from those above it, a feature never imports
 * another feature, and no worker file imports React, directly or indirectly.
 */
import { dirname, join, normalize } from 'node:path/posix';
import { importsOf, resolveImport, type Tree } from './imports';

/** The layers from the top down. `nets` and `optim` are on one level: neither imports the other. */
export const layers: readonly (readonly string[])[] = [
	['kernels'],
	['nets', 'optim'],
	['models'],
	['engine'],
	['networks'],
	['options'],
	['storage'],
	['ui'],
	['library'],
	['features'],
	['app'],
];

export const lineLimit = 350;

export interface Finding {
	readonly file: string;
	readonly message: string;
}

/** Tests, and the helpers in `testing/`, may import whatever they test. */
const isTest = (file: string) => /\.test\.tsx?$|\/testing\//.test(file);

/** Matches worker files by the same patterns as tsconfig.worker.json. */
const runsInWorker = (file: string) =>
	/^src\/(kernels|nets|optim)\/|\/(worker|pipeline)(\/|\.ts$)|\.worker\.ts$|^src\/app\/serviceWorker\//.test(file) &&
	!isTest(file);

interface Place {
	readonly rank: number;
	readonly layer: string;
	readonly feature?: string;
}

function placeOf(file: string): Place | undefined {
	const [, layer, feature] = file.split('/');
	const rank = layers.findIndex((names) => names.includes(layer ?? ''));
	if (!file.startsWith('src/') || layer === undefined || rank < 0) return undefined;
	const [, tab] = /^src\/app\/tabs\/([^/]+)\//.exec(file) ?? [];
	if (tab !== undefined) return { rank, layer, feature: tab };
	return layer === 'features' && feature !== undefined ? { rank, layer, feature } : { rank, layer };
}

/** Why `from` may not import `to`, or undefined when it may. */
function objection(from: Place, to: Place): string | undefined {
	if (from.layer !== to.layer) {
		if (to.rank > from.rank) return `${from.layer} stands above ${to.layer}`;
		if (to.rank === from.rank) return `${from.layer} and ${to.layer} do not know each other`;
	}
	if (to.layer === 'features' && from.layer === 'app' && from.feature === undefined)
		return `the shell knows no feature: only app/tabs/${to.feature} may`;
	if (from.feature && to.feature && from.feature !== to.feature)
		return `the feature ${from.feature} imports the feature ${to.feature}`;
	return undefined;
}

const isReact = (specifier: string) => /^(react|react-dom)(\/|$)/.test(specifier);

/** Every worker file that imports React, with the chain of imports that leads there. */
function reactInWorkers(tree: Tree): Finding[] {
	const wayToReact = (file: string, seen: Set<string>): string[] | undefined => {
		if (seen.has(file)) return undefined;
		seen.add(file);
		for (const specifier of importsOf(tree.get(file) ?? '')) {
			if (isReact(specifier)) return [file, specifier];
			const target = resolveImport(tree, file, specifier);
			const rest = target === undefined ? undefined : wayToReact(target, seen);
			if (rest !== undefined) return [file, ...rest];
		}
		return undefined;
	};
	return [...tree.keys()].filter(runsInWorker).flatMap((file) => {
		const way = wayToReact(file, new Set());
		return way === undefined ? [] : [{ file, message: `a worker's file reaches React: ${way.join(' -> ')}` }];
	});
}

/** All violations in a tree, in sentences; empty if there are none. */
export function findings(tree: Tree): Finding[] {
	const found: Finding[] = [];
	for (const [file, text] of tree) {
		const lines = text.split('\n').length - 1;
		if (lines > lineLimit) found.push({ file, message: `${lines} lines, and ${lineLimit} is the limit` });
		if (!file.startsWith('src/') || !/\.tsx?$/.test(file)) continue;
		const from = placeOf(file);
		if (from === undefined) {
			found.push({ file, message: 'lies in no layer' });
			continue;
		}
		if (isTest(file)) continue;
		for (const specifier of importsOf(text)) {
			const target = resolveImport(tree, file, specifier);
			const to = target === undefined ? undefined : placeOf(target);
			if (specifier.startsWith('.') && normalize(join(dirname(file), specifier)).split('/')[0] !== 'src') {
				found.push({ file, message: `imports ${specifier}, which lies outside of src` });
			}
			const why = to === undefined ? undefined : objection(from, to);
			if (why !== undefined) found.push({ file, message: `imports ${target}, but ${why}` });
		}
	}
	return [...found, ...reactInWorkers(tree)];
}
