import { useEffect } from 'react';
import { Panel } from '../../../features/find/Panel';
import type { PageProps } from '../types';
import { studio } from './studio';

export default function FindPage({ shell }: PageProps) {
	// Only now: visitors who just paint wait for none of it, and download nothing.
	useEffect(studio.open, []);
	return <Panel studio={studio} examples={shell.examples} onSendToPaint={(item) => shell.send(item, 'paint')} />;
}
