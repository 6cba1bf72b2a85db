import { resolve } from 'node:path';
import type { Environment } from 'vite';

/** The folder that a build writes to, for a hook of one of its plugins. */
export const outputFolder = ({ environment: { config } }: { readonly environment: Environment }): string =>
	resolve(config.root, config.build.outDir);
