import { type ReactNode, useId } from 'react';
import type { BackendName, BackendReport } from '../engine/protocol';
import { classes } from '../ui/classes';
import { useEngineStatus } from '../ui/useBackend';
import styles from './BackendBadge.module.css';
import { engine } from './engine';
import { useExpectedBackend } from './useExpectedBackend';

const names = { webgpu: 'WebGPU', wasm: 'WASM', cpu: 'JavaScript' } as const;

/** What each backend is, for those who have not met its name. */
const meanings = {
	webgpu: 'Your graphics card does the work, through WebGPU.',
	wasm: 'Your processor does the work, through WebAssembly.',
	cpu: 'Your processor does the work, in plain JavaScript. That is very slow.',
} as const;

function detailOf({ threads, simd, adapter }: BackendReport): string[] {
	return [
		...(adapter ? [adapter] : []),
		...(threads === undefined ? [] : [`${threads} ${threads === 1 ? 'thread' : 'threads'}`]),
		...(simd === undefined ? [] : [simd ? 'with SIMD' : 'without SIMD']),
	];
}

/** Shows what computes and why: what the browser leads to expect, then what the worker reports. */
export default function BackendBadge() {
	const status = useEngineStatus(engine);
	const expected = useExpectedBackend();
	if (status.state === 'idle') {
		if (expected === undefined) return null;
		const { backend, reason } = expected;
		return (
			<Badge backend={backend} title={`Will compute with ${names[backend]}`}>
				<p>{`Chosen because ${reason}. It starts with the first picture.`}</p>
			</Badge>
		);
	}
	if (status.state !== 'ready') {
		return (
			<span className={classes(styles.badge, 'numbers')} role="status">
				<span className={styles.name}>{status.state === 'starting' ? 'Starting…' : 'Recovering…'}</span>
			</span>
		);
	}
	const { backend } = status;
	return (
		<Badge backend={backend.name} title={`Computing with ${names[backend.name]}`}>
			<p>{backend.reason}</p>
			<p className="numbers">{detailOf(backend).join(' · ')}</p>
		</Badge>
	);
}

interface BadgeProps {
	readonly backend: BackendName;
	readonly title: string;
	readonly children: ReactNode;
}

function Badge({ backend, title, children }: BadgeProps) {
	const id = useId();
	return (
		<>
			<button
				type="button"
				className={classes(styles.badge, 'numbers')}
				popoverTarget={id}
				aria-label={`Backend: ${names[backend]}`}
			>
				<span className={styles.light} aria-hidden="true" />
				<span className={styles.name}>{names[backend]}</span>
			</button>
			<div id={id} popover="auto" className={classes('floating', styles.details)}>
				<h2>{title}</h2>
				<p>{meanings[backend]}</p>
				{children}
			</div>
		</>
	);
}
