import { useId } from 'react';
import type { BackendReport } from '../engine/protocol';
import { useEngineStatus } from '../ui/useBackend';
import { engine } from './engine';
import './BackendBadge.css';

const names = { webgpu: 'WebGPU', wasm: 'WASM', cpu: 'JavaScript' } as const;

function detailOf({ threads, simd, adapter }: BackendReport): string[] {
	return [
		...(adapter ? [adapter] : []),
		...(threads === undefined ? [] : [`${threads} ${threads === 1 ? 'thread' : 'threads'}`]),
		...(simd === undefined ? [] : [simd ? 'with SIMD' : 'without SIMD']),
	];
}

/** Shows the backend in use and why it was chosen, as the worker reports it. Empty until the worker has started. */
export function BackendBadge() {
	const status = useEngineStatus(engine);
	const id = useId();
	if (status.state === 'idle') return null;
	if (status.state !== 'ready') {
		return (
			<span className="backend numbers" role="status">
				<span className="backend-name">{status.state === 'starting' ? 'Starting…' : 'Recovering…'}</span>
			</span>
		);
	}
	const { backend } = status;
	const name = names[backend.name];
	return (
		<>
			<button type="button" className="backend numbers" popoverTarget={id} aria-label={`Backend: ${name}`}>
				<span className="backend-light" aria-hidden="true" />
				<span className="backend-name">{name}</span>
			</button>
			<div id={id} popover="auto" className="backend-why">
				<h2>Computing with {name}</h2>
				<p>{backend.reason}</p>
				<p className="numbers">{detailOf(backend).join(' · ')}</p>
			</div>
		</>
	);
}
