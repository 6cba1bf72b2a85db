/** For tests and the bench: WebGPU without a browser, by Dawn (the npm package `webgpu`). */
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { type FoundAdapter, findAdapter } from '../../engine/shared/adapter';

/** Folders in which a Chromium may bring SwiftShader, a Vulkan driver in software. */
const chromiumFolders = [
	'/usr/lib/chromium',
	'/usr/lib64/chromium-browser',
	'/opt/google/chrome',
	'/opt/microsoft/msedge',
];
const DRIVER = 'vk_swiftshader_icd.json';

/** Keeps a library loaded after `dlclose`; Node has no name for it. */
const RTLD_NODELETE = 0x1000;

export interface DawnOptions {
	/** Prefers Chromium's SwiftShader to the machine's own drivers: slow, but the same everywhere. */
	readonly software?: boolean;
}

/**
 * Makes `navigator.gpu` Dawn's, and finds an adapter. VK_ICD_FILENAMES chooses another Vulkan driver, as for every
 * Vulkan program.
 *
 * @returns the adapter, or a sentence that says why there is none
 */
export async function startDawn({ software = false }: DawnOptions = {}): Promise<FoundAdapter | string> {
	const driver = process.env.VK_ICD_FILENAMES ?? (software ? softwareDriver() : undefined);
	if (driver !== undefined) {
		process.env.VK_ICD_FILENAMES = driver;
		loadLoader(dirname(driver));
	}
	try {
		const { create, globals } = await import('webgpu');
		Object.assign(globalThis, globals);
		globalThis.navigator ??= {} as Navigator;
		Object.defineProperty(globalThis.navigator, 'gpu', { value: create([]), configurable: true });
	} catch {
		return `The package webgpu has no binary for ${process.platform} on ${process.arch}.`;
	}
	const found = await findAdapter();
	if (typeof found !== 'string') return found;
	return 'No graphics adapter was found: install a Vulkan driver, or name one in VK_ICD_FILENAMES.';
}

function softwareDriver(): string | undefined {
	return chromiumFolders.map((folder) => join(folder, DRIVER)).find(existsSync);
}

/** Loads the Vulkan loader beside a driver, as Chromium brings one, for systems that have none of their own. */
function loadLoader(folder: string): void {
	const loader = join(folder, 'libvulkan.so.1');
	if (!existsSync(loader)) return;
	try {
		// Dawn finds a library that is loaded already by its name. Node expects a module of its own and complains, but
		// the library stays.
		process.dlopen({ exports: {} }, loader, constants.dlopen.RTLD_NOW | RTLD_NODELETE);
	} catch {}
}
