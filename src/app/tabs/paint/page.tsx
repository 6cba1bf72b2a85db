import { Panel } from '../../../features/paint/Panel';
import { engine } from '../../engine';
import { paint } from '../../studio';
import type { TabProps } from '../registry';

export default function PaintTab({ pictures }: TabProps) {
	return <Panel paint={paint} engine={engine} pictures={pictures} />;
}
