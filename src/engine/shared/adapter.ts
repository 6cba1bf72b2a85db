/** The graphics adapter, as page and worker see it. */
import { isSoftwareAdapter } from './choice';

export interface FoundAdapter {
	readonly adapter: GPUAdapter;
	/** Shown on the page, such as "nvidia ampere". */
	readonly name: string;
	readonly software: boolean;
}

/** Finds an adapter, or the reason why there is none; `navigator.gpu` may exist without any adapter. */
export async function findAdapter(): Promise<FoundAdapter | 'unsupported' | 'no-adapter'> {
	if (!navigator.gpu) return 'unsupported';
	const adapter = await navigator.gpu.requestAdapter({ powerPreference: 'high-performance' }).catch(() => null);
	if (!adapter) return 'no-adapter';
	const { vendor, architecture, description } = adapter.info;
	const name = description || [vendor, architecture].filter(Boolean).join(' ');
	const software = isSoftwareAdapter({
		description: `${vendor} ${architecture} ${description}`,
		fallback: adapter.info.isFallbackAdapter ?? false,
	});
	return { adapter, name, software };
}
