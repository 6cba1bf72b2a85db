import { Panel } from '../../../features/paint/Panel';
import { database } from '../../database';
import type { PageProps } from '../types';
import { engine } from './engine';
import { paint } from './studio';

export default function PaintPage({ shell }: PageProps) {
	return <Panel paint={paint} engine={engine} database={database} pictures={shell} />;
}
