import { useMemo } from 'react';
import { Panel } from '../../../features/imagine/Panel';
import type { PageProps } from '../types';
import { imagineWorks } from './intake';
import { imagine } from './studio';

export default function ImaginePage({ shell }: PageProps) {
	const works = useMemo(() => imagineWorks(shell), [shell]);
	return <Panel imagine={imagine} examples={shell.examples} works={works} />;
}
